import { describe, expect, it } from 'vitest';
import { type EventSourceOptions, type SqsEvent, startEventSource } from '../../../local/queues/event-source.ts';
import { settle } from '../manual-clock.ts';
import { openQueues, present, region } from './queue-fixture.ts';

type Answer = (event: SqsEvent) => Promise<unknown>;

function open(invoke: Answer, options: Partial<EventSourceOptions> = {}) {
  const fixture = openQueues();
  const failures: string[][] = [];
  const events: SqsEvent[] = [];
  const source = startEventSource({
    queue: fixture.work,
    region,
    clock: fixture.clock,
    onFailure: ({ messageIds }) => failures.push(messageIds),
    invoke: event => {
      events.push(event);
      return invoke(event);
    },
    ...options,
  });
  return { ...fixture, source, failures, events };
}

const bodiesOf = (event: SqsEvent) => event.Records.map(record => record.body);

describe('an event source', () => {
  it('gives the function what Lambda gives, and deletes what it was done with', async () => {
    const { work, source, events } = open(async () => undefined);
    const attributes = { colour: { DataType: 'String', StringValue: 'blue' } };
    const { id } = work.send({ body: 'été', messageGroupId: 'article-1', attributes, senderId: 'arn:me' });
    await settle();
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: id,
            receiptHandle: expect.stringMatching(/^[\w-]+$/) as unknown,
            body: 'été',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: '1795435200000',
              SenderId: 'arn:me',
              ApproximateFirstReceiveTimestamp: '1795435200000',
              MessageGroupId: 'article-1',
            },
            messageAttributes: {
              colour: { dataType: 'String', stringValue: 'blue', stringListValues: [], binaryListValues: [] },
            },
            md5OfBody: 'deaf6a1e9612a4d8c221e68ee23d58d2',
            eventSource: 'aws:sqs',
            eventSourceARN: work.settings.arn,
            awsRegion: region,
          },
        ],
      },
    ]);
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    await source.stop();
  });

  it('never invokes more at once than its maximum concurrency, and works everything off', async () => {
    let now = 0;
    let most = 0;
    const done: string[] = [];
    const { work, source } = open(
      async event => {
        now += 1;
        most = Math.max(most, now);
        await new Promise(resolve => setImmediate(resolve));
        now -= 1;
        done.push(...bodiesOf(event));
      },
      { batchSize: 1, maximumConcurrency: 5 },
    );
    for (let index = 0; index < 200; index += 1) work.send({ body: String(index) });
    while (done.length < 200) await settle();
    expect(most).toBe(5);
    await source.stop();
  });

  it('lets a short group through while a long one holds 1,000 messages', async () => {
    const order: string[] = [];
    const { work, source } = open(
      async event => {
        order.push(...bodiesOf(event));
        await new Promise(resolve => setImmediate(resolve));
      },
      { batchSize: 1, maximumConcurrency: 5 },
    );
    for (let index = 0; index < 1000; index += 1) work.send({ body: 'long', messageGroupId: 'long' });
    while (order.length < 50) await new Promise(resolve => setImmediate(resolve));
    const before = order.length;
    for (let index = 0; index < 3; index += 1) work.send({ body: 'short', messageGroupId: 'short' });
    while (order.filter(body => body === 'short').length < 3) await new Promise(resolve => setImmediate(resolve));
    expect(order.length - before).toBeLessThan(20);
    await source.stop();
  });

  it('leaves a batch whose invocation failed to its visibility timeout', async () => {
    let failing = true;
    const { work, source, clock, failures, events } = open(async () => {
      if (failing) throw new Error('down');
    });
    const { id } = work.send({ body: 'one' });
    await settle();
    expect(failures).toEqual([[id]]);
    failing = false;
    await clock.advance(29_999);
    expect(events).toHaveLength(1);
    await clock.advance(1);
    expect(events[1]?.Records[0]?.attributes).toMatchObject({ ApproximateReceiveCount: '2' });
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    await source.stop();
  });

  it('brings a message that always fails to the dead letters', async () => {
    const { work, dead, source, clock, events } = open(async () => {
      throw new Error('down');
    });
    work.send({ body: 'poison' });
    await clock.advance(300_000);
    expect(events).toHaveLength(3);
    expect([work.counts().inFlight, dead.counts().visible]).toEqual([0, 1]);
    await source.stop();
  });

  describe('with ReportBatchItemFailures', () => {
    /** How many of three messages are left after one answer. */
    const leftAfter = async (answer: (ids: string[]) => unknown) => {
      const { work } = openQueues();
      for (const body of ['a', 'b', 'c']) work.send({ body });
      const source = startEventSource({
        queue: work,
        region,
        batchSize: 3,
        functionResponseTypes: ['ReportBatchItemFailures'],
        invoke: async event => answer(event.Records.map(record => record.messageId)),
      });
      await settle();
      await source.stop();
      return work.counts().inFlight;
    };

    it.each<[string, (ids: string[]) => unknown, number]>([
      ['nothing', () => undefined, 0],
      ['null', () => null, 0],
      ['no failures', () => ({ batchItemFailures: [] }), 0],
      ['one failure', ([first]) => ({ batchItemFailures: [{ itemIdentifier: first }] }), 1],
      ['an unknown message', () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }), 3],
      ['an empty identifier', () => ({ batchItemFailures: [{ itemIdentifier: '' }] }), 3],
      ['no report at all', () => ({ batchItemFailures: 'all' }), 3],
    ])('an answer with %s leaves what it should', async (_, answer, expected) => {
      expect(await leftAfter(answer)).toBe(expected);
    });
  });

  it('fills a batch for as long as its window is open', async () => {
    const { work, source, clock, events } = open(async () => undefined, {
      batchSize: 3,
      maximumBatchingWindowSeconds: 5,
    });
    work.send({ body: 'a' });
    await clock.advance(4000);
    work.send({ body: 'b' });
    await clock.advance(999);
    expect(events).toEqual([]);
    await clock.advance(1);
    expect(events.map(bodiesOf)).toEqual([['a', 'b']]);
    for (const body of ['c', 'd', 'e']) work.send({ body });
    await settle();
    expect(events.map(bodiesOf)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    await source.stop();
  });

  it('waits for what is under way when it is stopped, and takes nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const { work, source, events } = open(() => gate.promise, { batchSize: 1, maximumConcurrency: 1 });
    work.send({ body: 'a' });
    await settle();
    let stopped = false;
    const stopping = source.stop().then(() => (stopped = true));
    work.send({ body: 'b' });
    await settle();
    expect(stopped).toBe(false);
    gate.resolve();
    await stopping;
    expect(events).toHaveLength(1);
    expect(work.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('ends by itself when its queue is closed', async () => {
    const { queues, source } = open(async () => undefined);
    queues.close();
    await settle();
    await source.stop();
    expect(present(queues.byName('work')).closed).toBe(true);
  });
});
