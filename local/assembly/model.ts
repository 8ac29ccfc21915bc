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
