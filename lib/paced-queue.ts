import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { maxAttempts } from '../core/errors.ts';

export interface PacedQueueProps {
  /** The function's own time-out; a message stays hidden six times as long, as Lambda asks. */
  readonly taskTimeout: Duration;
  /** Receives before a message counts as dead; by default what the error catalogue is worth. */
  readonly maxReceiveCount?: number;
}

/**
 * A queue whose messages are worked off at a bounded pace, with dead letters that raise an alarm. Messages carry the
 * article as their group, so that a long article does not hold up a short one (fair queues).
 */
export class PacedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { taskTimeout, maxReceiveCount = maxAttempts }: PacedQueueProps) {
    super(scope, id);
    const shared = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      visibilityTimeout: Duration.seconds(taskTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    new Alarm(this, 'DeadLettersAlarm', {
      alarmDescription: 'A message was given up. Its log, and docs/runbook.md, say what to do.',
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Lets `worker` work the queue off, with at most `maxConcurrency` messages under way at once. */
  workedOffBy(worker: IFunction, maxConcurrency: number): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 1, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}
