import { delay } from '../clock.ts';
import { fanOut } from './cancel.ts';
import type { ChoiceState, FailState, Machine, ParallelState, State, WaitState } from './definition.ts';
import { StateError, toStateError } from './errors.ts';
import { runMap } from './map.ts';
import { withRetryAndCatch } from './retry.ts';
import type { Frame } from './run.ts';
import { runTask } from './task.ts';
import { type Left, leave, Visit } from './visit.ts';

/**
 * Runs a machine, a branch or an iteration to its end.
 * @param input plain JSON
 * @returns the output of its last state
 * @throws StateError, or the reason with which the frame's signal was aborted
 */
export async function runMachine(machine: Machine, input: unknown, frame: Frame): Promise<unknown> {
  let name: string | undefined = machine.startAt;
  let payload = input;
  let { variables } = frame;
  while (name !== undefined) {
    const state = machine.states.get(name);
    if (state === undefined) throw new Error(`The state "${name}" was there when the machine was checked.`);
    const left: Left = await visitState(state, payload, { ...frame, variables });
    ({ next: name, output: payload } = left);
    variables = { ...variables, ...left.assigned };
  }
  return payload;
}

async function visitState(state: State, input: unknown, frame: Frame): Promise<Left> {
  frame.signal.throwIfAborted();
  const visit = new Visit(state.name, input, frame);
  frame.run.history.add(1);
  visit.emit({ type: 'StateEntered' });
  try {
    const left = await perform(state, visit);
    frame.run.history.add(1);
    visit.emit({ type: 'StateExited' });
    return left;
  } catch (thrown) {
    const { error, causeText: cause } = toStateError(thrown);
    if (frame.signal.aborted) visit.emit({ type: 'StateAborted' });
    else visit.emit({ type: 'StateFailed', ...(error && { error }), ...(cause && { cause }) });
    throw thrown;
  }
}

function perform(state: State, visit: Visit): Promise<Left> {
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      break;
    case 'Choice':
      return choose(state, visit);
    case 'Wait':
      return wait(state, visit);
    case 'Fail':
      return fail(state, visit);
    case 'Task':
      return withRetryAndCatch(state, visit, retryCount => runTask(state, visit, retryCount));
    case 'Parallel':
      return withRetryAndCatch(state, visit, retryCount => runParallel(state, visit, retryCount));
    case 'Map':
      return withRetryAndCatch(state, visit, retryCount =>
        runMap(state, visit, retryCount, (item, frame) => runMachine(state.processor, item, frame)),
      );
  }
  return leave(state, visit.bindings(), visit.input);
}

async function choose(state: ChoiceState, visit: Visit): Promise<Left> {
  const bindings = visit.bindings();
  for (const rule of state.rules) {
    const holds = await rule.condition.evaluate(bindings);
    if (typeof holds !== 'boolean') {
      throw new StateError('States.QueryEvaluationError', `A Condition of "${state.name}" is not true or false.`);
    }
    if (holds) return leave(rule, bindings, visit.input);
  }
  if (state.next !== undefined) return leave(state, bindings, visit.input);
  throw new StateError('States.NoChoiceMatched', `No rule of "${state.name}" holds, and it has no Default.`);
}

async function wait(state: WaitState, visit: Visit): Promise<Left> {
  const { run, signal } = visit.frame;
  await delay(run.clock, await waitMs(state, visit), signal);
  return leave(state, visit.bindings(), visit.input);
}

async function waitMs(state: WaitState, visit: Visit): Promise<number> {
  const bindings = visit.bindings();
  const seconds = await state.seconds?.evaluate(bindings);
  const timestamp = await state.timestamp?.evaluate(bindings);
  const nowMs = visit.frame.run.clock.now().getTime();
  const delayMs = typeof timestamp === 'string' ? Date.parse(timestamp) - nowMs : Number(seconds) * 1000;
  if (Number.isFinite(delayMs)) return Math.max(0, delayMs);
  throw new StateError(
    'States.QueryEvaluationError',
    `The Wait "${state.name}" has no number of seconds and no timestamp.`,
  );
}

async function fail(state: FailState, visit: Visit): Promise<Left> {
  const bindings = visit.bindings();
  const text = async (template: FailState['error']): Promise<string | undefined> => {
    const value = await template?.evaluate(bindings);
    return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
  };
  throw new StateError(await text(state.error), await text(state.cause));
}

async function runParallel(state: ParallelState, visit: Visit, retryCount: number): Promise<unknown> {
  const { frame } = visit;
  const input = (await state.arguments?.evaluate(visit.bindings({}, { retryCount }))) ?? visit.input;
  frame.run.history.add(1);
  const count = state.branches.length;
  const outputs = await fanOut({ count, limit: count, signal: frame.signal }, async (index, signal) => {
    const branch = state.branches[index];
    return branch && runMachine(branch, input, { ...frame, signal });
  });
  frame.run.history.add(1);
  return outputs;
}
