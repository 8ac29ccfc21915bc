import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as v from 'valibot';
import { toDiglotError } from '../../core/errors.ts';
import { logError, logNote, observed } from './telemetry.ts';

/**
 * A step behind a plain queue of events: each message for itself. One that fails stays in the queue, comes back after
 * the visibility timeout, and ends among the dead letters; the others of its batch are done.
 */
export function queueHandler<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  step: (event: v.InferOutput<Schema>) => Promise<string>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async event => {
    const batchItemFailures = [];
    for (const { messageId, body } of event.Records) {
      try {
        const outcome = await observed(name, { messageId }, () => step(v.parse(schema, JSON.parse(body))));
        logNote(`${name}: ${outcome}`, { messageId });
      } catch (thrown) {
        logError(toDiglotError(thrown), { step: name, messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
