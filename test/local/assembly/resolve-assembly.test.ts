import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Assembly } from '../../../local/assembly/model.ts';
import { resolveAssembly } from '../../../local/assembly/read-assembly.ts';
import type { StackTemplate } from '../../../local/assembly/template.ts';

const at = {
  region: 'eu-west-3',
  accountId: '000000000000',
  queueEndpoint: 'http://127.0.0.1:4100',
  siteEndpoint: 'http://127.0.0.1:4200',
};

interface Given {
  readonly resources: StackTemplate['template']['Resources'];
  readonly conditions?: Record<string, unknown>;
  readonly outputs?: StackTemplate['template']['Outputs'];
  readonly paths?: ReadonlyArray<readonly [string, string]>;
}

function assemblyOf(given: Given): Assembly {
  const stack: StackTemplate = {
    stackName: 'Diglot',
    region: undefined,
    folder: 'cdk.out',
    template: {
      Parameters: {},
      Conditions: given.conditions ?? {},
      Mappings: {},
      Resources: given.resources,
      Outputs: given.outputs ?? {},
    },
    constructPaths: new Map(given.paths ?? []),
  };
  return resolveAssembly(stack, at);
}

const resource = (Type: string, Properties: Record<string, unknown> = {}) => ({ Type, Properties });

const speak = {
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Code: { S3Bucket: 'assets', S3Key: 'ab12.zip' },
  Role: 'arn:aws:iam::000000000000:role/Speak',
};

describe('what the local cloud does not know', () => {
  it('is refused as a resource, with its type, logical id and construct path', () => {
    const given = {
      resources: { Table0: resource('AWS::DynamoDB::Table') },
      paths: [['Table0', 'Diglot/Table/Resource']] as const,
    };
    expect(() => assemblyOf(given)).toThrow(
      expect.objectContaining({
        name: 'UnknownResource',
        code: 'UnknownResource',
        place: 'Diglot/Table/Resource (Table0, AWS::DynamoDB::Table)',
      }),
    );
  });

  it.each([
    ['AWS::S3::Bucket', { ReplicationConfiguration: {} }, 'ReplicationConfiguration'],
    [
      'AWS::S3::Bucket',
      { NotificationConfiguration: { QueueConfigurations: [] } },
      'NotificationConfiguration.QueueConfigurations',
    ],
    ['AWS::SQS::Queue', { FifoQueue: true }, 'FifoQueue'],
    ['AWS::Lambda::Function', { ...speak, Layers: [] }, 'Layers'],
    [
      'AWS::Lambda::EventSourceMapping',
      { EventSourceArn: 'a', FunctionName: 'f', FilterCriteria: {} },
      'FilterCriteria',
    ],
    ['AWS::Events::Rule', { EventPattern: {}, ScheduleExpression: 'rate(1 day)' }, 'ScheduleExpression'],
    ['AWS::Events::Rule', { EventPattern: {}, Targets: [{ Id: '0', Arn: 'a', RoleArn: 'r' }] }, 'Targets.0.RoleArn'],
    [
      'AWS::StepFunctions::StateMachine',
      { RoleArn: 'r', DefinitionString: '{}', DefinitionUri: 's3://a' },
      'DefinitionUri',
    ],
  ])('is refused in %s as a property %#, with its name', (type, properties, property) => {
    const place = `Diglot/It (It, ${type}), property ${property}`;
    expect(() => assemblyOf({ resources: { It: resource(type, properties) }, paths: [['It', 'Diglot/It']] })).toThrow(
      expect.objectContaining({ code: 'UnknownProperty', place }),
    );
  });

  it.each([
    ['AWS::Lambda::Function', { ...speak, Runtime: 'python3.13' }, 'Runtime'],
    ['AWS::Lambda::Function', { ...speak, Timeout: 901 }, 'Timeout'],
    ['AWS::Lambda::Function', { ...speak, MemorySize: 127 }, 'MemorySize'],
    ['AWS::StepFunctions::StateMachine', { RoleArn: 'r', DefinitionString: '{' }, 'DefinitionString'],
    [
      'AWS::StepFunctions::StateMachine',
      { RoleArn: 'r', DefinitionString: '{}', StateMachineType: 'EXPRESS' },
      'StateMachineType',
    ],
  ])('or cannot be right is refused in %s, with the property %#', (type, properties, property) => {
    expect(() => assemblyOf({ resources: { It: resource(type, properties) } })).toThrow(
      expect.objectContaining({ code: 'InvalidProperty', place: `It (It, ${type}), property ${property}` }),
    );
  });

  it.each([
    [{ 'Fn::Transform': {} }, 'Fn::Transform'],
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    [{ Ref: 'Nobody' }, 'Nobody'],
    [{ 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }, 'Bucket.WebsiteURL'],
    [{ 'Fn::If': ['NoSuchCondition', 'a', 'b'] }, 'NoSuchCondition'],
  ])('is refused as a function: %j', (value, name) => {
    const resources = {
      Bucket: resource('AWS::S3::Bucket'),
      It: resource('AWS::Lambda::Function', { ...speak, Environment: { Variables: { A: value } } }),
    };
    expect(() => assemblyOf({ resources })).toThrow(expect.objectContaining({ code: 'UnknownIntrinsic' }));
    expect(() => assemblyOf({ resources })).toThrow(name);
  });
});

describe('the model', () => {
  it('names what has no local effect, each with the reason', () => {
    const { withoutLocalEffect } = assemblyOf({
      resources: {
        Alarm0: resource('AWS::CloudWatch::Alarm', { Threshold: 1 }),
        Logs0: resource('AWS::Logs::LogGroup'),
      },
    });
    expect(withoutLocalEffect.map(({ logicalId }) => logicalId)).toEqual(['Alarm0', 'Logs0']);
    expect(withoutLocalEffect.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('leaves out what a condition excludes', () => {
    const metadata = { ...resource('AWS::CDK::Metadata'), Condition: 'Available' };
    const condition = (region: string) => ({ Available: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] } });
    const count = (region: string) =>
      assemblyOf({ resources: { M: metadata }, conditions: condition(region) }).withoutLocalEffect.length;
    expect([count('eu-west-3'), count('us-east-1')]).toEqual([1, 0]);
  });

  it('gives stable names made of stack and logical id, in lower case for buckets, and honours those of the template', () => {
    const assembly = assemblyOf({
      resources: {
        Library0A: resource('AWS::S3::Bucket'),
        Mine: resource('AWS::S3::Bucket', { BucketName: { 'Fn::Sub': 'mine-${AWS::AccountId}' } }),
        Queue0: resource('AWS::SQS::Queue'),
      },
    });
    expect(assembly.buckets.map(({ name }) => name)).toEqual(['diglot-library0a', 'mine-000000000000']);
    expect(assembly.queues.map(({ name }) => name)).toEqual(['Diglot-Queue0']);
  });

  it.each([
    [56, 63],
    [57, 63],
    [200, 63],
  ])('keeps the name of a bucket with a logical id of %i characters within 63', (length, expected) => {
    const [bucket] = assemblyOf({ resources: { ['B'.repeat(length)]: resource('AWS::S3::Bucket') } }).buckets;
    expect(bucket?.name).toHaveLength(expected);
  });

  it('refuses a name that depends on itself', () => {
    expect(() =>
      assemblyOf({ resources: { A: resource('AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${A}-x' } }) } }),
    ).toThrow(expect.objectContaining({ code: 'InvalidProperty' }));
  });

  it('has functions with their asset’s folder, their role and the URLs of their queues', () => {
    const [model] = assemblyOf({
      resources: {
        Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
        Queue: resource('AWS::SQS::Queue'),
        Speak: resource('AWS::Lambda::Function', {
          ...speak,
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { Variables: { QUEUE_URL: { Ref: 'Queue' } } },
        }),
      },
    }).functions;
    expect(model).toMatchObject({
      name: 'Diglot-Speak',
      codeFolder: resolve('cdk.out/asset.ab12'),
      roleArn: 'arn:aws:iam::000000000000:role/Diglot-Role',
      environment: { QUEUE_URL: 'http://127.0.0.1:4100/000000000000/Diglot-Queue' },
      timeoutSeconds: 3,
      memoryMb: 128,
    });
  });

  it('gives each role the statements of its own and of attached policies, resolved', () => {
    const statement = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
    const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
    const { roles } = assemblyOf({
      resources: {
        Bucket: resource('AWS::S3::Bucket'),
        Role: resource('AWS::IAM::Role', {
          AssumeRolePolicyDocument: {},
          Policies: [{ PolicyName: 'own', PolicyDocument: document(statement('polly:SynthesizeSpeech', '*')) }],
        }),
        Other: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
        Policy: resource('AWS::IAM::Policy', {
          PolicyName: 'attached',
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: document(
            statement(['s3:GetObject', 's3:PutObject'], {
              'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']],
            }),
          ),
        }),
      },
    });
    expect(roles.map(({ name, statements }) => [name, statements])).toEqual([
      [
        'Diglot-Role',
        [
          { effect: 'Allow', actions: ['polly:SynthesizeSpeech'], resources: ['*'], condition: undefined },
          {
            effect: 'Allow',
            actions: ['s3:GetObject', 's3:PutObject'],
            resources: ['arn:aws:s3:::diglot-bucket/*'],
            condition: undefined,
          },
        ],
      ],
      ['Diglot-Other', []],
    ]);
  });

  it('leaves out event sources that are switched off', () => {
    const source = { EventSourceArn: 'a', FunctionName: 'f', Enabled: false };
    const resources = { Source: resource('AWS::Lambda::EventSourceMapping', source) };
    expect(assemblyOf({ resources }).eventSources).toEqual([]);
  });

  it('resolves the outputs', () => {
    const { outputs } = assemblyOf({
      resources: { Bucket: resource('AWS::S3::Bucket') },
      outputs: { LibraryBucket: { Value: { Ref: 'Bucket' } } },
    });
    expect([...outputs]).toEqual([['LibraryBucket', 'diglot-bucket']]);
  });
});
