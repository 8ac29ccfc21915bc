import type { WithoutLocalEffect } from './without-local-effect.ts';

/** The stack as the local cloud runs it: every reference resolved, every property known. */
export interface Assembly {
  readonly stackName: string;
  readonly region: string;
  readonly buckets: readonly BucketModel[];
  readonly queues: readonly QueueModel[];
  readonly functions: readonly FunctionModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly rules: readonly RuleModel[];
  readonly stateMachines: readonly StateMachineModel[];
  readonly roles: readonly RoleModel[];
  /** Undefined where the stack has none: then nothing is served. */
  readonly distribution: DistributionModel | undefined;
  readonly siteDeployments: readonly SiteDeploymentModel[];
  /** Values by the outputs' logical ids. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The resources that need nothing done here, each with the reason. */
  readonly withoutLocalEffect: readonly WithoutLocalEffect[];
}

interface Named {
  readonly logicalId: string;
  readonly constructPath: string;
  readonly name: string;
  readonly arn: string;
}

export interface BucketModel extends Named {
  readonly versioned: boolean;
  /** Whether its events go to EventBridge. */
  readonly sendsEvents: boolean;
}

export interface QueueModel extends Named {
  readonly url: string;
  /** Of AWS::SQS::Queue, resolved: what local/queues reads. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FunctionModel extends Named {
  /** `nodejs24.x`. */
  readonly runtime: string;
  /** `index.handler`. */
  readonly handler: string;
  /** The asset's folder, absolute. */
  readonly codeFolder: string;
  /** The template's variables, and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly roleArn: string;
  readonly reservedConcurrency: number | undefined;
  readonly logGroupName: string;
  /** `INFO`, …; undefined where the template leaves it to the function. */
  readonly logLevel: string | undefined;
}

export interface EventSourceModel {
  readonly logicalId: string;
  readonly queueArn: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  /** Undefined where the template sets none. */
  readonly maximumConcurrency: number | undefined;
  readonly functionResponseTypes: ReadonlyArray<'ReportBatchItemFailures'>;
}

export interface RuleModel extends Named {
  /** Of AWS::Events::Rule, resolved: what local/events reads. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface StateMachineModel extends Named {
  readonly roleArn: string;
  /** Amazon States Language, as JSON. */
  readonly definition: unknown;
}

export interface RoleModel extends Named {
  readonly managedPolicyArns: readonly string[];
  /** Of its inline policies and of those attached to it; resolved. */
  readonly statements: readonly StatementModel[];
}

export interface StatementModel {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

/** What CloudFront would serve, and how. */
export interface DistributionModel {
  readonly logicalId: string;
  readonly constructPath: string;
  readonly id: string;
  /** In the order in which they are compared; the last one fits every path. */
  readonly behaviors: readonly BehaviorModel[];
  readonly errorPages: readonly ErrorPageModel[];
}

export interface BehaviorModel {
  /** `/articles/*`, `*`. */
  readonly pathPattern: string;
  /** The name of the bucket that is the origin. */
  readonly bucket: string;
  /** JavaScript with a `handler` at its top, of runtime cloudfront-js-2.0; undefined where there is none. */
  readonly viewerRequest: string | undefined;
  /** Sent with every answer; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent besides to a request that names its origin. */
  readonly corsHeaders: Readonly<Record<string, string>>;
}

/** What readers get in place of an origin's error. */
export interface ErrorPageModel {
  readonly status: number;
  readonly responseStatus: number;
  /** A path of the distribution. */
  readonly page: string;
}

/** Files that a deployment puts into a bucket. */
export interface SiteDeploymentModel {
  readonly logicalId: string;
  readonly constructPath: string;
  /** Folders of the assembly, absolute. */
  readonly sourceFolders: readonly string[];
  readonly bucket: string;
  /** `app/fonts/`, or empty for the whole bucket. */
  readonly prefix: string;
  /** Whether objects that are in no source go. */
  readonly prune: boolean;
  /** Patterns of names below the prefix that are neither put nor pruned, as the AWS CLI reads them. */
  readonly exclude: readonly string[];
  /** `cache-control`, `content-type`: of every object. */
  readonly headers: Readonly<Record<string, string>>;
}
