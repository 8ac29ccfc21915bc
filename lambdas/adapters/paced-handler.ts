import { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as v from 'valibot';
import { backoffSeconds } from '../../core/backoff.ts';
import { PacedMessageSchema, type ParagraphTask } from '../../core/contracts/steps.ts';
import { type DiglotError, toDiglotError } from '../../core/errors.ts';
import { reportText } from '../../core/failure.ts';
import { clientDefaults } from './client-defaults.ts';
import { serviceError } from './service-errors.ts';
import { type Facts, logError, logNote, observed } from './telemetry.ts';

/** What a paced step reports to; the AWS clients, or fakes in tests. */
export interface PacedServices {
  readonly sfn: Pick<SFNClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly random: () => number;
}

/**
 * A step behind a paced queue: the message carries a task token, and the state machine waits for the answer.
 * Success and terminal errors are reported and the message is done. A retryable error puts the message back with a
 * growing, jittered delay; on its last attempt it is reported too, and the message goes on to the dead letters.
 */
export function pacedHandler(
  name: string,
  queueUrl: string,
  step: (task: ParagraphTask, message: string) => Promise<void>,
  services: PacedServices = {
    sfn: new SFNClient(clientDefaults),
    sqs: new SQSClient(clientDefaults),
    random: Math.random,
  },
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const attempt = async (record: SQSRecord): Promise<'done' | 'again'> => {
    const { taskToken, task } = v.parse(PacedMessageSchema, JSON.parse(record.body));
    const facts: Facts = { articleId: task.articleId, paragraph: task.index, language: task.language };
    try {
      await observed(name, facts, () => step(task, record.messageId));
      await answer(services.sfn, new SendTaskSuccessCommand({ taskToken, output: '{}' }), facts);
      return 'done';
    } catch (thrown) {
      const error = toDiglotError(thrown);
      logError(error, facts);
      return await afterError(error, taskToken, record, facts);
    }
  };

  const afterError = async (error: DiglotError, taskToken: string, record: SQSRecord, facts: Facts) => {
    const attempts = Number(record.attributes.ApproximateReceiveCount);
    if (attempts < error.attempts) {
      await services.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: record.receiptHandle,
          VisibilityTimeout: backoffSeconds(attempts, services.random()),
        }),
      );
      return 'again';
    }
    const failure = new SendTaskFailureCommand({
      taskToken,
      error: error.code,
      cause: reportText(error.report),
    });
    await answer(services.sfn, failure, facts);
    return 'done';
  };

  return async event => {
    const batchItemFailures = [];
    for (const record of event.Records) {
      if ((await attempt(record)) === 'again') batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };
}

/** Nobody waits any more: the execution ended or timed out. The work is done and kept; that is no error. */
const nobodyWaits = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

async function answer(
  sfn: Pick<SFNClient, 'send'>,
  command: SendTaskSuccessCommand | SendTaskFailureCommand,
  facts: Facts,
): Promise<void> {
  try {
    await (command instanceof SendTaskSuccessCommand ? sfn.send(command) : sfn.send(command));
  } catch (error) {
    if (!(error instanceof Error && nobodyWaits.has(error.name))) throw serviceError('the task token', error);
    logNote('nobody waits for this task', { ...facts, reason: error.name });
  }
}
