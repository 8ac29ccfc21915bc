import * as v from 'valibot';
import { type Clock, systemClock } from '../clock.ts';
import { md5, type Received, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

export interface EventSourceOptions {
  readonly queue: Queue;
  readonly region: string;
  /** Runs the function; a rejection leaves the batch to its visibility timeout. */
  readonly invoke: (event: SqsEvent) => Promise<unknown>;
  /** 1 to 10. @default 10 */
  readonly batchSize?: number;
  /** Invocations at once, at most. @default 5, what Lambda's poller starts with */
  readonly maximumConcurrency?: number;
  /** Whether the answer names the messages that failed. */
  readonly functionResponseTypes?: ReadonlyArray<'ReportBatchItemFailures'>;
  /** How long to fill a batch for. @default 0 */
  readonly maximumBatchingWindowSeconds?: number;
  readonly clock?: Clock;
  /** Told of each batch that was not deleted whole. */
  readonly onFailure?: (failure: {
    readonly queueArn: string;
    readonly messageIds: string[];
    readonly error: unknown;
  }) => void;
}

/** What Lambda gives a function that reads from SQS. */
export interface SqsEvent {
  readonly Records: ReadonlyArray<ReturnType<typeof toRecord>>;
}

export interface EventSource {
  /** Takes no more messages. @returns when the invocations under way have ended */
  stop(): Promise<void>;
}

/** How long one receive waits: SQS's longest. */
const longPollMs = 20_000;

/**
 * Lambda's event source for SQS: polls, invokes with batches, deletes what succeeded. What failed stays hidden until its
 * visibility timeout, which the function may change.
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const limit = options.maximumConcurrency ?? 5;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted && !options.queue.closed) {
      if (running.size >= limit) {
        await Promise.race(running);
        continue;
      }
      const batch = await receiveBatch(options, stopping.signal);
      if (batch.length === 0) continue;
      const invocation = invokeWith(batch, options).finally(() => running.delete(invocation));
      running.add(invocation);
    }
  };
  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

async function receiveBatch(options: EventSourceOptions, signal: AbortSignal): Promise<Received[]> {
  const { queue, batchSize = 10, maximumBatchingWindowSeconds = 0, clock = systemClock } = options;
  const batch = await queue.receive(batchSize, { waitMs: longPollMs, signal });
  const endMs = clock.now().getTime() + maximumBatchingWindowSeconds * 1000;
  while (batch.length > 0 && batch.length < batchSize) {
    const waitMs = endMs - clock.now().getTime();
    if (waitMs <= 0 || signal.aborted) break;
    batch.push(...(await queue.receive(batchSize - batch.length, { waitMs, signal })));
  }
  return batch;
}

/** Never rejects: what goes wrong is told to `onFailure`, and SQS brings the messages back. */
async function invokeWith(batch: Received[], options: EventSourceOptions): Promise<void> {
  const { queue } = options;
  const tell = (failed: readonly Received[], error: unknown): void =>
    options.onFailure?.({ queueArn: queue.settings.arn, messageIds: failed.map(one => one.message.id), error });
  try {
    const answer = await options.invoke({ Records: batch.map(one => toRecord(one, options)) });
    const reports = options.functionResponseTypes?.includes('ReportBatchItemFailures') === true;
    const failed = reports ? failedOf(batch, answer) : [];
    for (const one of batch) if (!failed.includes(one)) queue.delete(one.receiptHandle);
    if (failed.length > 0) tell(failed, new Error('The function reported these messages as failed.'));
  } catch (error) {
    tell(batch, error);
  }
}

const ReportSchema = v.nullish(
  v.object({ batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.minLength(1)) }))) }),
);

/**
 * Lambda takes no answer, and no list, as success; a malformed one, or an unknown message, as failure of the whole batch.
 * @see AWS Lambda, "Implementing partial batch responses": success and failure conditions
 */
function failedOf(batch: readonly Received[], answer: unknown): readonly Received[] {
  const report = v.safeParse(ReportSchema, answer);
  if (!report.success) return batch;
  const named = (report.output?.batchItemFailures ?? []).map(failure => failure.itemIdentifier);
  const failed = batch.filter(one => named.includes(one.message.id));
  return failed.length === new Set(named).size ? failed : batch;
}

function toRecord({ message, receiptHandle }: Received, { queue, region }: EventSourceOptions) {
  return {
    messageId: message.id,
    receiptHandle,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [
        name,
        {
          dataType: attribute.DataType,
          ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
          ...(attribute.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
        },
      ]),
    ),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.settings.arn,
    awsRegion: region,
  };
}
