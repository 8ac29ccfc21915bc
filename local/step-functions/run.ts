import type { Clock } from '../clock.ts';
import type { Principal } from '../service.ts';
import { StateError } from './errors.ts';
import type { Bindings } from './template.ts';
import type { TaskTokens } from './tokens.ts';

/** What a task is called with. */
export interface IntegrationContext {
  /** Of `.waitForTaskToken` only. */
  readonly taskToken: string | undefined;
  /** Aborted when the task timed out, its branch was cancelled, or the execution stopped. */
  readonly signal: AbortSignal;
  /** The state machine's role. */
  readonly principal: Principal;
  readonly executionArn: string;
}

/**
 * The service behind a task's Resource.
 * @param args the evaluated Arguments: plain JSON
 * @returns the result: JSON
 * @throws StateError with the name that AWS would give; any other error becomes States.TaskFailed
 */
export type Integration = (args: unknown, context: IntegrationContext) => Promise<unknown>;

/** By the resource's ARN; `X.waitForTaskToken` falls back to `X`. */
export type Integrations = Readonly<Record<string, Integration>>;

/** What happens in an execution, for progress and tests. It carries no payload. Listeners must not throw. */
export type ExecutionEvent = {
  readonly at: Date;
  readonly executionArn: string;
  readonly executionName: string;
  readonly stateMachineArn: string;
} & Happening;

export type Happening =
  | { readonly type: 'ExecutionStarted' }
  | { readonly type: 'ExecutionEnded'; readonly status: string; readonly error?: string; readonly cause?: string }
  | ({ readonly type: 'StateAborted' | 'StateEntered' | 'StateExited' } & Where)
  | ({ readonly type: 'StateFailed'; readonly error?: string; readonly cause?: string } & Where)
  | ({ readonly type: 'StateRetried'; readonly error?: string; readonly delayMs: number } & Where);

interface Where {
  readonly state: string;
  /** Of the innermost map around the state. */
  readonly mapIndex?: number;
}

/** One execution, or one child of a distributed map, under way. */
export interface Run {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly integrations: Integrations;
  readonly tokens: TaskTokens;
  readonly principal: Principal;
  readonly executionArn: string;
  readonly history: History;
  /** `$states.context` of every state, without State, Task and Map. */
  readonly context: { readonly Execution: object; readonly StateMachine: object };
  emit(happening: Happening): void;
}

/** What a state runs in: an execution, its branch or its iteration. */
export interface Frame {
  readonly run: Run;
  readonly signal: AbortSignal;
  readonly variables: Bindings;
  readonly mapItem: { readonly Index: number; readonly Value: unknown } | undefined;
}

/** AWS's limit on the history of one execution. */
export const maxHistoryEvents = 25_000;

/**
 * Counts the events that AWS would write to an execution's history, and ends the execution where AWS does. The count is
 * AWS's for the usual way of each state; a task that fails before it was scheduled is counted like one that was.
 */
export class History {
  #events = 0;

  get events(): number {
    return this.#events;
  }

  /** @throws StateError States.Runtime past the limit; nothing catches it */
  add(events: number): void {
    this.#events += events;
    if (this.#events <= maxHistoryEvents) return;
    const cause = `The execution reached the maximum number of history events (${maxHistoryEvents}).`;
    throw new StateError('States.Runtime', cause);
  }
}
