import { createHash } from 'node:crypto';

/** Where the stack is imagined to be deployed. */
export interface Deployment {
  readonly region: string;
  readonly accountId: string;
  /** Of the local SQS, without a trailing slash: the addresses of queues begin with it. */
  readonly queueEndpoint: string;
  /** Where the distribution is served, `http://127.0.0.1:PORT`. */
  readonly siteEndpoint: string;
}

/** What a resource answers to `Ref` and `Fn::GetAtt`. */
export interface Identity {
  readonly name: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Naming {
  /** The property that may give the name. */
  readonly property?: string;
  readonly maxCharacters: number;
  readonly lowerCase?: boolean;
  identify(name: string, arn: (service: string, resource: string) => string, at: Deployment): Omit<Identity, 'name'>;
}

const identifiedById: Naming = { maxCharacters: 64, identify: name => ({ ref: name, attributes: { Id: name } }) };

/** The types that something may refer to: their names, ARNs and the attributes that CloudFormation documents. */
const namings: Readonly<Record<string, Naming>> = {
  'AWS::S3::Bucket': {
    property: 'BucketName',
    maxCharacters: 63,
    lowerCase: true,
    identify: (name, _arn, { region }) => ({
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    }),
  },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    maxCharacters: 80,
    identify: (name, arn, { queueEndpoint, accountId }) => {
      const url = `${queueEndpoint}/${accountId}/${name}`;
      return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
    },
  },
  'AWS::Lambda::Function': {
    property: 'FunctionName',
    maxCharacters: 64,
    identify: (name, arn) => ({ ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } }),
  },
  'AWS::Lambda::EventSourceMapping': {
    maxCharacters: 64,
    identify: (name, arn) => ({
      ref: name,
      attributes: { Id: name, EventSourceMappingArn: arn('lambda', `event-source-mapping:${name}`) },
    }),
  },
  'AWS::IAM::Role': {
    property: 'RoleName',
    maxCharacters: 64,
    identify: (name, _arn, { accountId }) => ({
      ref: name,
      attributes: { Arn: `arn:aws:iam::${accountId}:role/${name}`, RoleId: name },
    }),
  },
  'AWS::Events::Rule': {
    property: 'Name',
    maxCharacters: 64,
    identify: (name, arn) => ({ ref: name, attributes: { Arn: arn('events', `rule/${name}`) } }),
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName',
    maxCharacters: 80,
    identify: (name, arn) => {
      const stateMachineArn = arn('states', `stateMachine:${name}`);
      return { ref: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
    },
  },
  'AWS::Logs::LogGroup': {
    property: 'LogGroupName',
    maxCharacters: 512,
    identify: (name, arn) => ({ ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } }),
  },
  'AWS::CloudFront::Distribution': {
    maxCharacters: 64,
    identify: (name, _arn, { siteEndpoint }) => ({
      ref: name,
      attributes: { Id: name, DomainName: new URL(siteEndpoint).host },
    }),
  },
  'AWS::CloudFront::Function': {
    property: 'Name',
    maxCharacters: 64,
    identify: (name, _arn, { accountId }) => {
      const functionArn = `arn:aws:cloudfront::${accountId}:function/${name}`;
      return { ref: functionArn, attributes: { FunctionARN: functionArn } };
    },
  },
  'AWS::CloudFront::CachePolicy': identifiedById,
  'AWS::CloudFront::OriginAccessControl': identifiedById,
  'AWS::CloudFront::ResponseHeadersPolicy': identifiedById,
  'AWS::SNS::Topic': {
    property: 'TopicName',
    maxCharacters: 256,
    identify: (name, arn) => ({
      ref: arn('sns', name),
      attributes: { TopicArn: arn('sns', name), TopicName: name },
    }),
  },
  'AWS::CloudWatch::Alarm': {
    property: 'AlarmName',
    maxCharacters: 255,
    identify: (name, arn) => ({ ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } }),
  },
};

/** The property that may name a resource of this type; undefined where names are CloudFormation's alone. */
export function nameProperty(type: string): string | undefined {
  return namings[type]?.property;
}

/**
 * Who a resource is.
 * @param explicitName what the template calls it, if it does
 * @returns undefined for a type that nothing can refer to
 */
export function identityOf(
  resource: { readonly type: string; readonly logicalId: string; readonly stackName: string },
  explicitName: string | undefined,
  at: Deployment,
): Identity | undefined {
  const naming = namings[resource.type];
  if (naming === undefined) return undefined;
  const name = explicitName ?? stableName(`${resource.stackName}-${resource.logicalId}`, naming);
  const arn = (service: string, rest: string) => `arn:aws:${service}:${at.region}:${at.accountId}:${rest}`;
  return { name, ...naming.identify(name, arn, at) };
}

/** Made of stack and logical id, so that the data folder fits the next start; hashed where the service's limit cuts it. */
function stableName(full: string, { maxCharacters, lowerCase }: Naming): string {
  const name = lowerCase === true ? full.toLowerCase() : full;
  if (name.length <= maxCharacters) return name;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${name.slice(0, maxCharacters - hash.length - 1)}-${hash}`;
}
