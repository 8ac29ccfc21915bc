import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { uploadsPrefix } from '../core/keys.ts';
import { PacedQueue } from './paced-queue.ts';

export interface IntakeProps {
  readonly articles: Bucket;
  readonly admit: IFunction;
  readonly admitTimeout: Duration;
}

/** Uploads that may be admitted at once; each takes two small reads and one start of an execution. */
const admitConcurrency = 10;
/** An event that failed this often is a defect, or an outage of more than half an hour. */
const admitReceives = 5;

/** From an uploaded object to the admit step: rule, queue, dead letters. An event is never lost between them. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { articles, admit, admitTimeout }: IntakeProps) {
    super(scope, id);
    const paced = new PacedQueue(this, 'Admit', { taskTimeout: admitTimeout, maxReceiveCount: admitReceives });
    paced.workedOffBy(admit, admitConcurrency);
    new Rule(this, 'Uploaded', {
      description: 'An article was uploaded.',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [articles.bucketName] }, object: { key: [{ prefix: uploadsPrefix }] } },
      },
      targets: [
        new SqsQueue(paced.queue, {
          deadLetterQueue: paced.deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
