import { describe, expect, it } from 'vitest';
import { createEventBus, type Delivery } from '../../../local/events/bus.ts';
import { parseRule } from '../../../local/events/rule.ts';
import { openQueues, present, receiveOne } from '../queues/queue-fixture.ts';

const arn = 'arn:aws:events:eu-west-3:000000000000:rule/uploads';
const workArn = 'arn:aws:sqs:eu-west-3:000000000000:work';
const deadArn = 'arn:aws:sqs:eu-west-3:000000000000:dead';
const upload = { source: 'aws.s3', detail: { object: { key: 'uploads/a.txt' } } };
const EventPattern = { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'uploads/' }] } } };

function ruleWith(target: object = {}, more: object = {}) {
  return parseRule('uploads', arn, { EventPattern, Targets: [{ Id: 'admit', Arn: workArn, ...target }], ...more });
}

function openBus(rule = ruleWith(), deliverTo?: (delivery: Delivery) => void) {
  const fixture = openQueues();
  const lost: unknown[] = [];
  const { queues, clock } = fixture;
  const onLoss = (_: Delivery, error: unknown) => lost.push(error);
  const bus = createEventBus({
    rules: [rule],
    queues,
    clock,
    random: () => 1,
    onLoss,
    ...(deliverTo && { deliverTo }),
  });
  return { ...fixture, bus, lost };
}

describe('the event bus', () => {
  it('has put an event that fits into the queue when deliver returns', async () => {
    const { bus, work } = openBus();
    bus.deliver(upload);
    expect(JSON.parse(present(await receiveOne(work)).message.body)).toEqual(upload);
  });

  it('leaves alone what does not fit, and a rule that is disabled', () => {
    const { bus, work } = openBus();
    bus.deliver({ ...upload, source: 'aws.ec2' });
    expect(work.counts().visible).toBe(0);
    const disabled = openBus(ruleWith({}, { State: 'DISABLED' }));
    disabled.bus.deliver(upload);
    expect(disabled.work.counts().visible).toBe(0);
  });

  it.each([
    ['a constant', { Input: '{"x":1}' }, { x: 1 }],
    ['a part of the event', { InputPath: '$.detail.object' }, { key: 'uploads/a.txt' }],
    ['a part that is absent', { InputPath: '$.detail.absent' }, null],
  ])('gives the target %s', async (_, input, expected) => {
    const { bus, work } = openBus(ruleWith(input));
    bus.deliver(upload);
    expect(JSON.parse(present(await receiveOne(work)).message.body)).toEqual(expected);
  });

  it('retries, waiting longer each time, until the target takes it', async () => {
    let failures = 2;
    const taken: string[] = [];
    const { bus, clock } = openBus(ruleWith(), ({ body }) => {
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
      taken.push(body);
    });
    bus.deliver(upload);
    await clock.advance(2999);
    expect(taken).toEqual([]);
    await clock.advance(1);
    expect(taken).toEqual([JSON.stringify(upload)]);
  });

  it('goes to the dead letters after the last retry, saying why', async () => {
    const target = { RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: deadArn } };
    let attempts = 0;
    const { bus, clock, dead, lost } = openBus(ruleWith(target), () => {
      attempts += 1;
      throw new Error('never');
    });
    bus.deliver(upload);
    await clock.advance(3000);
    expect(attempts).toBe(3);
    expect(present(await receiveOne(dead)).message.attributes).toMatchObject({
      RULE_ARN: { StringValue: arn },
      TARGET_ARN: { StringValue: workArn },
      ERROR_MESSAGE: { StringValue: 'never' },
    });
    expect(lost).toEqual([]);
  });

  it('gives up at the age of the event, and tells of the loss where there are no dead letters', async () => {
    const { bus, clock, lost } = openBus(ruleWith({ RetryPolicy: { MaximumEventAgeInSeconds: 60 } }), () => {
      throw new Error('never');
    });
    bus.deliver(upload);
    await clock.advance(3_600_000);
    expect(lost).toHaveLength(1);
  });

  it('ends when it is closed while a retry is waiting', async () => {
    const { bus, lost } = openBus(ruleWith(), () => {
      throw new Error('never');
    });
    bus.deliver(upload);
    await bus.close();
    expect(lost).toHaveLength(1);
  });
});

describe('a rule of the template', () => {
  it.each([
    [
      'an input transformer',
      { InputTransformer: { InputTemplate: 'x' } },
      {},
      /Rule uploads, Targets\.0\.InputTransformer/,
    ],
    ['an input path with a filter', { InputPath: '$.detail[0]' }, {}, /Rule uploads, Targets\.0\.InputPath/],
    ['a schedule', {}, { ScheduleExpression: 'rate(1 hour)' }, /Rule uploads, ScheduleExpression/],
    ['another bus', {}, { EventBusName: 'mine' }, /Rule uploads, EventBusName/],
    ['185 retries and one', { RetryPolicy: { MaximumRetryAttempts: 186 } }, {}, /MaximumRetryAttempts/],
  ])('with %s is refused, naming it', (_, target, more, message) => {
    expect(() => ruleWith(target, more)).toThrow(message);
  });

  it('whose target is no queue of the stack is refused, naming it', () => {
    expect(() => openBus(ruleWith({ Arn: 'arn:aws:sns:eu-west-3:000000000000:t' }))).toThrow(
      /Rule uploads, target admit/,
    );
  });
});
