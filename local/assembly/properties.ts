import * as v from 'valibot';

/**
 * The properties of each type that the local cloud acts on, or knows to be without effect on one machine (`inert`).
 * All schemas are strict: a property that is in neither group stops the start with its name.
 */

const inert = v.optional(v.unknown());
const Text = v.pipe(v.string(), v.minLength(1));
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const oneOrMore = <Schema extends v.GenericSchema<unknown, string>>(schema: Schema) =>
  v.pipe(
    v.union([schema, v.array(schema)]),
    v.transform((value): string[] => (Array.isArray(value) ? value : [value])),
  );

export const BucketProperties = v.strictObject({
  BucketName: v.exactOptional(Text),
  VersioningConfiguration: v.exactOptional(v.strictObject({ Status: v.picklist(['Enabled', 'Suspended']) })),
  NotificationConfiguration: v.exactOptional(
    v.strictObject({
      EventBridgeConfiguration: v.exactOptional(v.strictObject({ EventBridgeEnabled: v.optional(v.boolean(), true) })),
    }),
  ),
  // Access, encryption and cost in the cloud; the browser's cross-origin rights, which the loopback guard replaces.
  AccessControl: inert,
  BucketEncryption: inert,
  CorsConfiguration: inert,
  IntelligentTieringConfigurations: inert,
  LifecycleConfiguration: inert,
  LoggingConfiguration: inert,
  MetricsConfigurations: inert,
  OwnershipControls: inert,
  PublicAccessBlockConfiguration: inert,
  Tags: inert,
});

/** What the queues make of them is local/queues' affair, which is strict too; here they are known by name. */
export const QueueProperties = v.strictObject({
  QueueName: v.exactOptional(Text),
  VisibilityTimeout: v.exactOptional(Whole),
  MessageRetentionPeriod: v.exactOptional(Whole),
  DelaySeconds: v.exactOptional(Whole),
  ReceiveMessageWaitTimeSeconds: v.exactOptional(Whole),
  MaximumMessageSize: v.exactOptional(Whole),
  RedrivePolicy: v.exactOptional(v.strictObject({ deadLetterTargetArn: Text, maxReceiveCount: Whole })),
  RedriveAllowPolicy: inert,
  SqsManagedSseEnabled: inert,
  KmsMasterKeyId: inert,
  KmsDataKeyReusePeriodSeconds: inert,
  Tags: inert,
});

export const FunctionProperties = v.strictObject({
  FunctionName: v.exactOptional(Text),
  Runtime: v.pipe(v.string(), v.regex(/^nodejs\d+\.x$/, 'the local cloud runs Node.js functions only')),
  Handler: v.pipe(v.string(), v.regex(/^[\w/-]+\.\w+$/, 'a handler reads FILE.EXPORT')),
  Code: v.strictObject({
    S3Bucket: v.string(),
    S3Key: v.pipe(v.string(), v.regex(/^[0-9a-f]+\.zip$/, 'the code must be an asset of the assembly')),
  }),
  Environment: v.optional(
    v.strictObject({
      Variables: v.optional(
        v.record(v.string(), v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.toString())),
        {},
      ),
    }),
    {},
  ),
  Role: Text,
  Timeout: v.optional(v.pipe(Whole, v.minValue(1), v.maxValue(900)), 3),
  MemorySize: v.optional(v.pipe(Whole, v.minValue(128), v.maxValue(10_240)), 128),
  ReservedConcurrentExecutions: v.exactOptional(Whole),
  LoggingConfig: v.optional(
    v.strictObject({
      LogGroup: v.exactOptional(Text),
      ApplicationLogLevel: v.exactOptional(Text),
      LogFormat: inert,
      SystemLogLevel: inert,
    }),
    {},
  ),
  PackageType: v.exactOptional(v.literal('Zip')),
  // The machine's own processor and disk serve; there is no X-Ray, and nothing is encrypted at rest.
  Architectures: inert,
  Description: inert,
  EphemeralStorage: inert,
  KmsKeyArn: inert,
  RuntimeManagementConfig: inert,
  Tags: inert,
  TracingConfig: inert,
});

export const EventSourceMappingProperties = v.strictObject({
  EventSourceArn: Text,
  FunctionName: Text,
  Enabled: v.optional(v.boolean(), true),
  BatchSize: v.optional(v.pipe(Whole, v.minValue(1), v.maxValue(10)), 10),
  MaximumBatchingWindowInSeconds: v.optional(Whole, 0),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  ScalingConfig: v.exactOptional(
    v.strictObject({ MaximumConcurrency: v.pipe(Whole, v.minValue(2), v.maxValue(1_000)) }),
  ),
  MetricsConfig: inert,
  Tags: inert,
});

/** What the event bus makes of them is local/events' affair, as with the queues. */
export const RuleProperties = v.strictObject({
  Name: v.exactOptional(Text),
  EventBusName: v.exactOptional(Text),
  EventPattern: v.record(v.string(), v.unknown()),
  State: v.exactOptional(Text),
  Targets: v.exactOptional(
    v.array(
      v.strictObject({
        Id: Text,
        Arn: Text,
        DeadLetterConfig: v.exactOptional(v.unknown()),
        Input: v.exactOptional(v.unknown()),
        InputPath: v.exactOptional(v.unknown()),
        RetryPolicy: v.exactOptional(v.unknown()),
        SqsParameters: v.exactOptional(v.unknown()),
      }),
    ),
  ),
  Description: inert,
  Tags: inert,
});

export const StateMachineProperties = v.strictObject({
  StateMachineName: v.exactOptional(Text),
  StateMachineType: v.exactOptional(v.literal('STANDARD')),
  RoleArn: Text,
  DefinitionString: v.pipe(Text, v.parseJson()),
  EncryptionConfiguration: inert,
  LoggingConfiguration: inert,
  Tags: inert,
  TracingConfiguration: inert,
});

const StatementSchema = v.strictObject({
  Sid: v.exactOptional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: oneOrMore(v.string()),
  Resource: oneOrMore(v.string()),
  Condition: v.exactOptional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});

const PolicyDocumentSchema = v.strictObject({
  Version: v.literal('2012-10-17'),
  Statement: v.array(StatementSchema),
});

export const RoleProperties = v.strictObject({
  RoleName: v.exactOptional(Text),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
  Policies: v.optional(v.array(v.strictObject({ PolicyName: v.string(), PolicyDocument: PolicyDocumentSchema })), []),
  // Who may take the role: here each function simply has it.
  AssumeRolePolicyDocument: v.unknown(),
  Description: inert,
  MaxSessionDuration: inert,
  Tags: inert,
});

export const PolicyProperties = v.strictObject({
  PolicyName: v.string(),
  PolicyDocument: PolicyDocumentSchema,
  Roles: v.array(v.string()),
});
