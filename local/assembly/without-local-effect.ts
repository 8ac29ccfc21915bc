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
  'AWS::Lambda::Permission': 'It lets other services invoke a function; here they are one process.',
  'AWS::Logs::LogGroup': 'Logs are files under the data folder, and are kept until it goes.',
  'AWS::S3::BucketPolicy': 'It asks for TLS and admits services of AWS; here all is on the loopback interface.',
  'AWS::SNS::Topic': 'Only alarms publish to it, and there are none.',
  'AWS::SNS::TopicPolicy': 'Nothing is published to the topic.',
  'AWS::SQS::QueuePolicy': 'It asks for TLS and admits services of AWS; here all is on the loopback interface.',
};
