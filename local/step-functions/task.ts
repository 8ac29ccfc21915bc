import { linkAbort, untilAborted } from './cancel.ts';
import type { TaskState } from './definition.ts';
import { StateError } from './errors.ts';
import type { Integration, Integrations } from './run.ts';
import type { Template } from './template.ts';
import type { PendingTask } from './tokens.ts';
import type { Visit } from './visit.ts';

const tokenSuffix = '.waitForTaskToken';

/** Finds what stands behind a Resource. */
export function findIntegration(integrations: Integrations, resource: string): Integration | undefined {
  if (Object.hasOwn(integrations, resource)) return integrations[resource];
  const base = resource.endsWith(tokenSuffix) ? resource.slice(0, -tokenSuffix.length) : resource;
  return Object.hasOwn(integrations, base) ? integrations[base] : undefined;
}

/**
 * Makes one attempt at a task.
 * @returns its result; with a task token, what SendTaskSuccess brought
 * @throws StateError the task's own, States.Timeout or States.HeartbeatTimeout
 */
export async function runTask(state: TaskState, visit: Visit, retryCount: number): Promise<unknown> {
  const { run } = visit.frame;
  const pending = state.waitsForToken ? run.tokens.open(run.executionArn) : undefined;
  try {
    const bindings = visit.bindings({}, { retryCount, token: pending?.token });
    const args = state.arguments === undefined ? visit.input : await state.arguments.evaluate(bindings);
    const timeoutSeconds = await positive(state.timeoutSeconds, bindings, state.name);
    const heartbeatSeconds = await positive(state.heartbeatSeconds, bindings, state.name);
    // TaskScheduled, TaskStarted; then TaskSubmitted with a token; then TaskSucceeded or TaskFailed.
    run.history.add(pending === undefined ? 3 : 4);
    return await withinLimits({ visit, timeoutSeconds, heartbeatSeconds, pending }, signal =>
      callIntegration(state, visit, { args, pending, signal }),
    );
  } finally {
    pending?.close();
  }
}

async function positive(template: Template | undefined, bindings: object, name: string): Promise<number | undefined> {
  const value = await template?.evaluate({ ...bindings });
  if (value === undefined || (typeof value === 'number' && value > 0)) return value;
  throw new StateError('States.QueryEvaluationError', `A time-out of "${name}" is no number of seconds.`);
}

interface Call {
  readonly args: unknown;
  readonly pending: PendingTask | undefined;
  readonly signal: AbortSignal;
}

async function callIntegration(state: TaskState, visit: Visit, { args, pending, signal }: Call): Promise<unknown> {
  const { run } = visit.frame;
  const integration = findIntegration(run.integrations, state.resource);
  if (integration === undefined) throw new Error(`${state.resource} was there when the machine was checked.`);
  const { principal, executionArn } = run;
  const result = await integration(args, { taskToken: pending?.token, signal, principal, executionArn });
  if (pending === undefined) return result;
  const outcome = await pending.outcome;
  if (outcome.kind === 'failure') throw outcome.error;
  return outcome.output;
}

interface Limits {
  readonly visit: Visit;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly pending: PendingTask | undefined;
}

async function withinLimits(limits: Limits, work: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
  const { visit, pending } = limits;
  const { run, signal } = visit.frame;
  const attempt = linkAbort(signal);
  const expire = (error: string, seconds: number | undefined): (() => void) => {
    if (seconds === undefined) return () => undefined;
    const cause = `The state "${visit.name}" took longer than ${seconds} seconds.`;
    return run.clock.after(seconds * 1000, () => attempt.abort(new StateError(error, cause)));
  };
  const cancelTimeout = expire('States.Timeout', limits.timeoutSeconds);
  let cancelHeartbeat = expire('States.HeartbeatTimeout', limits.heartbeatSeconds);
  if (pending !== undefined) {
    pending.onHeartbeat = () => {
      cancelHeartbeat();
      cancelHeartbeat = expire('States.HeartbeatTimeout', limits.heartbeatSeconds);
    };
  }
  try {
    return await untilAborted(work(attempt.signal), attempt.signal);
  } finally {
    cancelTimeout();
    cancelHeartbeat();
    attempt.unlink();
  }
}
