import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { backoffSeconds } from '../../../core/backoff.ts';
import { DiglotError, type ErrorCode, errorCatalogue } from '../../../core/errors.ts';
import { pacedHandler } from '../../../lambdas/adapters/paced-handler.ts';
import { task } from '../../support/samples.ts';

const sfn = mockClient(SFNClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  sfn.reset();
  sqs.reset();
});

function message(receives: number, body: unknown = { taskToken: 'token', task }): SQSEvent {
  return {
    Records: [
      {
        messageId: 'm1',
        receiptHandle: 'handle',
        body: JSON.stringify(body),
        attributes: {
          ApproximateReceiveCount: String(receives),
          SentTimestamp: '0',
          SenderId: 's',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn',
        awsRegion: 'eu-west-3',
      },
    ],
  };
}

function handler(step: Parameters<typeof pacedHandler>[2]) {
  const services = { sfn: new SFNClient({}), sqs: new SQSClient({}), random: () => 0.5 };
  return pacedHandler('narrate', 'https://queue', step, services);
}

const failing = (code: ErrorCode) =>
  handler(() => Promise.reject(new DiglotError({ code, message: 'm', place: 'p', remedy: 'r' })));

const done = { batchItemFailures: [] };
const again = { batchItemFailures: [{ itemIdentifier: 'm1' }] };

describe('a paced handler', () => {
  it('answers the token when the task is done', async () => {
    expect(await handler(async () => {})(message(1))).toEqual(done);
    expect(sfn.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({ taskToken: 'token', output: '{}' });
  });

  it('tells the step which message asks, so that two for one task exclude each other', async () => {
    const asked: unknown[] = [];
    await handler(async (...given) => void asked.push(given))(message(1));
    expect(asked).toEqual([[task, 'm1']]);
  });

  it('puts a throttled task back with a jittered, growing delay, and tells nobody', async () => {
    expect(await failing('Throttled')(message(3))).toEqual(again);
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'https://queue',
      ReceiptHandle: 'handle',
      VisibilityTimeout: backoffSeconds(3, 0.5),
    });
    expect(sfn.calls()).toHaveLength(0);
  });

  it('reports a terminal error at once, with its report as the cause', async () => {
    expect(await failing('RequestRefused')(message(1))).toEqual(done);
    expect(sfn.commandCalls(SendTaskFailureCommand)[0]?.args[0].input).toEqual({
      taskToken: 'token',
      error: 'RequestRefused',
      cause: JSON.stringify({ code: 'RequestRefused', message: 'm', place: 'p', remedy: 'r' }),
    });
    expect(sqs.calls()).toHaveLength(0);
  });

  it.each(['Throttled', 'ServiceFailed', 'ClipRejected', 'BeingMade'] as const)(
    'tries %s as often as the catalogue says, then reports it',
    async code => {
      const { attempts } = errorCatalogue[code];
      expect(await failing(code)(message(attempts - 1))).toEqual(again);
      expect(sfn.calls()).toHaveLength(0);
      expect(await failing(code)(message(attempts))).toEqual(done);
      expect(sfn.commandCalls(SendTaskFailureCommand)).toHaveLength(1);
    },
  );

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'takes %s for done: nobody waits any more',
    async name => {
      sfn.on(SendTaskSuccessCommand).rejects(Object.assign(new Error('x'), { name }));
      expect(await handler(async () => {})(message(1))).toEqual(done);
    },
  );

  it('does the task again when the answer did not get through', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(Object.assign(new Error('x'), { name: 'ECONNRESET' }));
    expect(await handler(async () => {})(message(1))).toEqual(again);
  });

  it('lets a message that it cannot read go to the dead letters', async () => {
    await expect(handler(async () => {})(message(1, { task }))).rejects.toThrow(/taskToken/u);
  });
});

describe('backoffSeconds', () => {
  it('stays from 1 to 120 seconds, and grows', () => {
    for (let attempts = 1; attempts <= 20; attempts += 1) {
      expect(backoffSeconds(attempts, 0)).toBe(1);
      expect(backoffSeconds(attempts, 0.999)).toBeLessThanOrEqual(120);
    }
    expect(backoffSeconds(1, 0.999)).toBe(2);
    expect(backoffSeconds(5, 0.999)).toBe(32);
    expect(backoffSeconds(20, 0.999)).toBe(120);
  });
});
