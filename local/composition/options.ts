import type { CloudDescription } from '../cloud-description.ts';
import type { Desk } from '../delivery/desk.ts';
import type { ExecutionEvent } from '../step-functions/run.ts';
import type { EngineCandidate } from '../translate/selection.ts';

/** Something that happened in the cloud. None of it carries text of an article, except what a function chose to print. */
export type CloudEvent =
  | { readonly kind: 'execution'; readonly event: ExecutionEvent }
  | { readonly kind: 'functionLog'; readonly functionName: string; readonly line: string }
  /** Messages that go back to their queue, or to its dead letters. */
  | {
      readonly kind: 'batchFailed';
      readonly queueArn: string;
      readonly messageIds: readonly string[];
      readonly error: unknown;
    }
  /** An event that no retry brought to its target. */
  | { readonly kind: 'eventLost'; readonly ruleName: string; readonly error: unknown }
  /** A defect, or a broken disk. */
  | { readonly kind: 'fault'; readonly error: unknown };

export interface CloudOptions {
  /** A synthesized app: `cdk.out`. */
  readonly assemblyFolder: string;
  /**
   * All that outlives the cloud, `.diglot/` as a rule:
   *
   *     cloud.json         who runs on this folder now (pid), and how to reach it
   *     credentials.json   the user's access key, random, mode 0600
   *     s3/                objects, and the events that are still to be delivered
   *     records/           messages of the queues, executions of the state machines
   *     logs/              what each function printed
   *     cache/             compiled code of the functions; may go at any time
   *     models/            pulled translation models
   */
  readonly dataFolder: string;
  /** Fixed ports; the system chooses the others. */
  readonly ports?: Partial<Record<ServiceName, number>>;
  /** Where pulled translation models lie. @default `<dataFolder>/models` */
  readonly modelsFolder?: string;
  /** The engines of Translate to choose from, best first. @default those of this machine */
  readonly translateEngines?: readonly EngineCandidate[];
  /** Environments of one function at once, at most. @default see defaultMaxEnvironments */
  readonly maxEnvironments?: number;
  readonly onEvent?: (event: CloudEvent) => void;
  /** Where the page may hand in articles, once it is known how to reach the cloud. @default nowhere */
  readonly desk?: (description: CloudDescription) => Desk;
  /**
   * True only answers whoever started it: messages stay in their queues, no execution goes on, and nobody is told how to
   * reach it. @default false
   */
  readonly standby?: boolean;
}

/** The services that listen on a port of their own. */
export type ServiceName = 'delivery' | 'polly' | 's3' | 'sfn' | 'sqs' | 'translate';
