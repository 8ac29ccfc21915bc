import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { stepNames } from '../../core/contracts/environment.ts';
import { maxAttempts } from '../../core/errors.ts';
import { leaseMs } from '../../core/lease.ts';
import { diglotTemplate } from '../support/synthesized-stack.ts';

const template = diglotTemplate();

const StatementSchema = v.object({
  Action: v.union([v.string(), v.array(v.string())]),
  Resource: v.unknown(),
});
const PolicySchema = v.object({
  PolicyDocument: v.object({ Statement: v.array(StatementSchema) }),
  Roles: v.array(v.object({ Ref: v.string() })),
});

/** Everything that the role of a construct may do, as `action resource` lines. */
function allowances(construct: string): string[] {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .map(({ Properties }) => v.parse(PolicySchema, Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith(construct)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap(action => [Resource].flat().map(resource => `${action} ${arnText(resource)}`)),
    )
    .sort();
}

/** An ARN with its references by construct, without hashes. */
function arnText(resource: unknown): string {
  return JSON.stringify(resource)
    .replaceAll(/\{"Fn::Join":\["",\[(.*?)\]\]\}/gu, '$1')
    .replaceAll(/\{"Fn::GetAtt":\["([A-Za-z]+?)[0-9A-F]{8}","(?:Arn|Name)"\]\}/gu, '<$1>')
    .replaceAll(/\{"Ref":"([A-Za-z:]+?)(?:[0-9A-F]{8})?"\}/gu, '<$1>')
    .replaceAll(/[",]/gu, '');
}

/** What becomes of the buckets with the stack; nothing of the site is anybody's data. */
function bucketFates(of: Template): Record<string, unknown> {
  const buckets = Object.entries(of.findResources('AWS::S3::Bucket'));
  return Object.fromEntries(
    buckets.map(([id, { DeletionPolicy }]) => [
      id.replace(/[0-9A-F]{8}$/u, '').replace('DeliverySiteBucket', 'site'),
      DeletionPolicy,
    ]),
  );
}

describe('storage', () => {
  it('keeps every bucket private, encrypted, and reachable by TLS alone', () => {
    template.resourceCountIs('AWS::S3::Bucket', 3);
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.objectLike({}),
    });
    const denyPlain = Match.objectLike({
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    template.allResourcesProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([denyPlain]) }),
    });
  });

  it('keeps every version of an article, and sends an event for each', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });

  it('keeps the data when the stack is destroyed, unless the settings say otherwise', () => {
    expect(bucketFates(template)).toEqual({ StorageArticles: 'Retain', StorageLibrary: 'Retain', site: 'Delete' });
    const fates = bucketFates(diglotTemplate({ retainData: false }));
    expect(fates).toEqual({ StorageArticles: 'Delete', StorageLibrary: 'Delete', site: 'Delete' });
  });
});

describe('intake', () => {
  it('listens to uploads/ of the Articles bucket alone', () => {
    template.resourceCountIs('AWS::Events::Rule', 1);
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: Match.stringLikeRegexp('^StorageArticles') }] },
          object: { key: [{ prefix: 'uploads/' }] },
        },
      },
    });
  });

  it('keeps events that could not be delivered', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: Match.objectLike({}) })],
    });
  });
});

describe('functions', () => {
  it('run on Node 24 on arm64, each with a role and a log of its own', () => {
    const functions = Object.entries(template.findResources('AWS::Lambda::Function')).flatMap(([id, { Properties }]) =>
      // The CDK's own function that deploys the site is none of ours.
      id.startsWith('CustomCDKBucketDeployment') ? [] : [{ Properties }],
    );
    expect(functions).toHaveLength(stepNames.length);
    for (const { Properties } of functions)
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    const roles = functions.map(({ Properties }) =>
      JSON.stringify(v.parse(v.object({ Role: v.unknown() }), Properties)),
    );
    expect(new Set(roles).size).toBe(stepNames.length);
    // One more for the state machine, one for the deployment of the site.
    template.resourceCountIs('AWS::Logs::LogGroup', stepNames.length + 2);
  });

  const telemetry = ['xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];
  const log = (role: string) => [
    `logs:CreateLogStream <${role.replace(/Role$/u, 'Log')}>`,
    `logs:PutLogEvents <${role.replace(/Role$/u, 'Log')}>`,
  ];
  const queue = (paced: string) =>
    ['ReceiveMessage', 'ChangeMessageVisibility', 'GetQueueUrl', 'DeleteMessage', 'GetQueueAttributes'].map(
      action => `sqs:${action} <${paced}Queue>`,
    );
  const object = (action: string, ...keys: string[]) => keys.map(key => `s3:${action} <StorageLibrary>/${key}`);
  const readWrite = (...keys: string[]) => [...object('GetObject', ...keys), ...object('PutObject', ...keys)];
  const tokens = ['states:SendTaskSuccess <PipelineStateMachine>', 'states:SendTaskFailure <PipelineStateMachine>'];
  const list = ['s3:ListBucket <StorageLibrary>'];
  const uploads = ['s3:GetObject <StorageArticles>/uploads/*', 's3:GetObjectVersion <StorageArticles>/uploads/*'];
  const manifests = ['articles/*/edition.json', 'library.json'];
  const page = ['articles/*/index.html', 'articles/index.html'].flatMap(key => object('PutObject', key));

  it.each([
    [
      'AdmitRole',
      [
        ...queue('IntakeAdmit'),
        ...uploads,
        ...list,
        ...readWrite(...manifests),
        ...page,
        'states:StartExecution <PipelineStateMachine>',
      ],
    ],
    ['SplitRole', [...uploads, ...list, ...readWrite(...manifests, 'articles/*/work/*'), ...page]],
    [
      'TranslateWorkerRole',
      [
        ...queue('TranslatePaced'),
        ...list,
        's3:ListBucket <StorageArticles>',
        's3:GetObject <StorageArticles>/memory/*',
        ...readWrite('articles/*/work/*', 'leases/*', 'translations/*'),
        ...tokens,
        'translate:GetTerminology *',
        'translate:TranslateText *',
      ],
    ],
    [
      'NarrateWorkerRole',
      [
        ...queue('NarratePaced'),
        ...list,
        's3:ListBucket <StorageArticles>',
        's3:GetObject <StorageArticles>/lexicon/*',
        ...readWrite('articles/*/work/*', 'leases/*', 'clips/*', 'parts/*'),
        ...object('DeleteObject', 'parts/*'),
        ...tokens,
        'polly:SynthesizeSpeech *',
      ],
    ],
    [
      'PublishRole',
      [
        ...list,
        ...readWrite(...manifests),
        ...page,
        ...object('GetObject', 'articles/*/work/*', 'clips/*'),
        ...object('PutObject', 'articles/*/article.*', 'articles/*/cover.*', 'feeds/*'),
      ],
    ],
    ['FailRole', [...list, ...object('GetObject', 'articles/*/work/*'), ...readWrite(...manifests), ...page]],
  ])('%s may do this and nothing else', (role, expected) => {
    expect(allowances(role)).toEqual([...expected, ...telemetry, ...log(role)].sort());
  });
});

describe('paced tasks', () => {
  it('bound the calls of a service for the whole account, by the settings', () => {
    const paced = diglotTemplate({ pace: { narrate: 7, translate: 3 } });
    for (const MaximumConcurrency of [7, 3]) {
      paced.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency },
      });
    }
  });

  it('hide a message six times as long as its function may run, and less than a lease would hold', () => {
    const timeouts = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => v.parse(v.object({ Timeout: v.number() }), Properties).Timeout,
    );
    expect(timeouts.filter(seconds => seconds * 1_000 < leaseMs && seconds === 60)).toHaveLength(3);
    template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 360 });
  });

  it('give every queue dead letters, an alarm on them, encryption and TLS', () => {
    const queues = Object.values(template.findResources('AWS::SQS::Queue'));
    const working = queues.filter(queue => JSON.stringify(queue).includes('RedrivePolicy'));
    expect([queues.length, working.length]).toEqual([6, 3]);
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: maxAttempts } });
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
    template.resourceCountIs('AWS::SQS::QueuePolicy', 6);
  });
});

describe('the pipeline', () => {
  it('is a standard machine that logs no text and traces its way', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: Match.objectLike({ IncludeExecutionData: false }),
      TracingConfiguration: { Enabled: true },
    });
  });

  it('may call its three functions, send to its two queues and leave a word about a failure', () => {
    const own = allowances('PipelineStateMachine').filter(line => !/^(?:logs|xray):/u.test(line));
    expect(own).toEqual(
      [
        'lambda:InvokeFunction <SplitFunction>',
        'lambda:InvokeFunction <PublishFunction>',
        'lambda:InvokeFunction <FailFunction>',
        'sqs:SendMessage <TranslatePacedQueue>',
        'sqs:SendMessage <NarratePacedQueue>',
        's3:PutObject <StorageLibrary>/articles/*/work/*.failure.json',
        's3:GetObject <StorageLibrary>/articles/*/work/items.json',
        'states:StartExecution <PipelineStateMachine>',
        'states:DescribeExecution arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<PipelineStateMachine>/*',
        'states:StopExecution arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<PipelineStateMachine>/*',
      ].sort(),
    );
  });
});
