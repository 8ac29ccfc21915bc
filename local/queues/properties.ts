import * as v from 'valibot';
import { Unsupported } from '../unsupported.ts';

/** What a queue is made of: the properties of AWS::SQS::Queue that this cloud acts on, with SQS's defaults. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  readonly receiveWaitSeconds: number;
  readonly maxMessageBytes: number;
  readonly redrive: RedrivePolicy | undefined;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  /** Receives before a message goes to the dead letters. */
  readonly maxReceiveCount: number;
}

const seconds = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Limits: Amazon SQS, SetQueueAttributes. */
const PropertiesSchema = v.strictObject({
  QueueName: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))),
  VisibilityTimeout: v.optional(seconds(0, 43_200), 30),
  MessageRetentionPeriod: v.optional(seconds(60, 1_209_600), 345_600),
  DelaySeconds: v.optional(seconds(0, 900), 0),
  ReceiveMessageWaitTimeSeconds: v.optional(seconds(0, 20), 0),
  MaximumMessageSize: v.optional(seconds(1024, 1_048_576), 1_048_576),
  RedrivePolicy: v.optional(
    v.strictObject({
      deadLetterTargetArn: v.string(),
      maxReceiveCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
  ),
  // Standard queues only: this cloud gives no order, and must not seem to.
  FifoQueue: v.optional(v.literal(false)),
  // They change who may read a message at rest, or say who it is for; nothing here that they would act on.
  KmsMasterKeyId: v.optional(v.unknown()),
  KmsDataKeyReusePeriodSeconds: v.optional(v.unknown()),
  SqsManagedSseEnabled: v.optional(v.boolean()),
  RedriveAllowPolicy: v.optional(v.unknown()),
  Tags: v.optional(v.unknown()),
});

/**
 * Reads the properties of an AWS::SQS::Queue.
 * @param properties with all references resolved, as CloudFormation would hand them to SQS
 * @throws Unsupported naming the queue and the property, for what is unknown or out of SQS's range
 */
export function parseQueueProperties(name: string, arn: string, properties: unknown): QueueSettings {
  const parsed = v.safeParse(PropertiesSchema, properties);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Unsupported({
      place: `Queue ${name}, ${v.getDotPath(issue) ?? 'Properties'}`,
      message: issue.message,
      remedy: 'Change the property, or teach it to local/queues/properties.ts.',
    });
  }
  const { output } = parsed;
  return {
    name,
    arn,
    visibilityTimeoutSeconds: output.VisibilityTimeout,
    retentionSeconds: output.MessageRetentionPeriod,
    delaySeconds: output.DelaySeconds,
    receiveWaitSeconds: output.ReceiveMessageWaitTimeSeconds,
    maxMessageBytes: output.MaximumMessageSize,
    redrive: output.RedrivePolicy,
  };
}
