import type { ResourcePlace } from './errors.ts';

/** A resource that the local cloud knows and does nothing with. */
export interface WithoutLocalEffect extends ResourcePlace {
  readonly reason: string;
}

/** The types that need nothing done on one machine, and why. What is neither here nor modelled stops the start. */
export const typesWithoutLocalEffect: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'Tells AWS which constructs were used.',
  'AWS::CloudWatch::Alarm': 'There are no metrics to watch; dead letters are reported as they happen.',
  'AWS::CloudWatch::Dashboard': 'There are no metrics to show.',
  'AWS::Lambda::EventInvokeConfig': 'It is about asynchronous invocations, and nothing here invokes so.',
  'AWS::Lambda::LayerVersion':
    'Only the function that deploys the site may have one here, and what that does is done without it.',
  'AWS::Lambda::Permission': 'It lets other services invoke a function; here they are one process.',
  'AWS::Logs::LogGroup': 'Logs are files under the data folder, and are kept until it goes.',
  'AWS::S3::BucketPolicy': 'It asks for TLS and admits services of AWS; here all is on the loopback interface.',
  'AWS::SNS::Topic': 'Only alarms publish to it, and there are none.',
  'AWS::SNS::TopicPolicy': 'Nothing is published to the topic.',
  'AWS::SQS::QueuePolicy': 'It asks for TLS and admits services of AWS; here all is on the loopback interface.',
};

/** The CDK's function behind every `Custom::CDKBucketDeployment`: a singleton, called so in every stack. */
const siteDeployer = 'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';

/** Whether a resource is the function that deploys the site in the cloud; it is Python, and here local/delivery does it. */
export function isSiteDeployer({ type, logicalId }: Pick<ResourcePlace, 'type' | 'logicalId'>): boolean {
  return type === 'AWS::Lambda::Function' && logicalId.startsWith(siteDeployer);
}

/** Why nothing is done for a resource; undefined where something is. */
export function reasonWithoutLocalEffect(resource: Pick<ResourcePlace, 'type' | 'logicalId'>): string | undefined {
  if (isSiteDeployer(resource)) return 'What it deploys, the local cloud puts into the bucket itself.';
  return typesWithoutLocalEffect[resource.type];
}
