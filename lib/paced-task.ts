import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentOf } from '../core/contracts/environment.ts';
import { leaseMs } from '../core/lease.ts';
import { PacedQueue } from './paced-queue.ts';
import type { StepCode } from './step-bundles.ts';
import { StepLambda } from './step-lambda.ts';

type PacedStep = 'translate' | 'narrate';

export interface PacedTaskProps<Step extends PacedStep> {
  readonly step: Step;
  readonly code: StepCode;
  readonly description: string;
  /** The function needs the address of its own queue, to put a message back. */
  readonly environment: (queueUrl: string) => EnvironmentOf<Step>;
  /** Calls under way at once, for the whole account. */
  readonly maxConcurrency: number;
  readonly memoryMiB: number;
}

/** A paid step may run this long, less than its lease, so that two makers of the same thing never overlap. */
const taskTimeout = Duration.millis(leaseMs - 30_000);

/**
 * A step that costs money: a queue, and a function that works it off at the pace of the service. The state machine
 * waits for a task token; the function answers it.
 */
export class PacedTask<Step extends PacedStep> extends Construct {
  readonly queue: Queue;
  readonly #worker: StepLambda<Step>;

  constructor(scope: Construct, id: string, props: PacedTaskProps<Step>) {
    super(scope, id);
    const paced = new PacedQueue(this, 'Paced', { taskTimeout });
    this.queue = paced.queue;
    this.#worker = new StepLambda(this, 'Worker', {
      step: props.step,
      code: props.code,
      description: props.description,
      environment: props.environment(paced.queue.queueUrl),
      timeout: taskTimeout,
      memoryMiB: props.memoryMiB,
    });
    paced.workedOffBy(this.#worker.function, props.maxConcurrency);
  }

  allow(actions: readonly string[], resources: readonly string[]): void {
    this.#worker.allow(actions, resources);
  }
}
