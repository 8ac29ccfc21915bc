import type { Template } from './template.ts';

/** A state machine, a branch of a Parallel or the processor of a Map, compiled and checked. */
export interface Machine {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  /** Of the whole machine only. */
  readonly timeoutSeconds: number | undefined;
}

export type State =
  | ChoiceState
  | FailState
  | MapState
  | ParallelState
  | PassState
  | SucceedState
  | TaskState
  | WaitState;

interface Named {
  readonly name: string;
}

/** Evaluated with the variables as they were before the state; both at once. */
export interface Transition {
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
  /** The variables that `assign` sets. */
  readonly assigns: readonly string[];
  /** Undefined where the machine, branch or iteration ends. */
  readonly next: string | undefined;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher extends Transition {
  readonly errorEquals: readonly string[];
}

/** The states that do work and may fail at it. */
export interface Fallible {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends Named, Transition {
  readonly type: 'Pass';
}

export interface SucceedState extends Named, Transition {
  readonly type: 'Succeed';
}

export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface WaitState extends Named, Transition {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}

export interface ChoiceRule extends Transition {
  readonly condition: Template;
}

/** Its own transition is taken when no rule holds; `next` is then its Default. */
export interface ChoiceState extends Named, Transition {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
}

export interface TaskState extends Named, Transition, Fallible {
  readonly type: 'Task';
  /** As it is written, `.waitForTaskToken` included. */
  readonly resource: string;
  readonly waitsForToken: boolean;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ParallelState extends Named, Transition, Fallible {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Machine[];
}

export interface MapState extends Named, Transition, Fallible {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly processor: Machine;
  /** Each item an execution of its own, with a history of its own; undefined for an inline map. */
  readonly distributed: Distributed | undefined;
}

export interface Distributed {
  readonly executionType: 'EXPRESS' | 'STANDARD';
  readonly label: string | undefined;
  readonly reader: ItemReader | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
}

export interface ItemReader {
  readonly resource: string;
  readonly inputType: 'JSON' | 'JSONL';
  readonly maxItems: number | undefined;
  readonly arguments: Template;
}
