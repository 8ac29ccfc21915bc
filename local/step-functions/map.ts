import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { fanOut, linkAbort, untilAborted } from './cancel.ts';
import type { Distributed, MapState } from './definition.ts';
import { StateError, toStateError } from './errors.ts';
import { readItems } from './item-reader.ts';
import { type Frame, History } from './run.ts';
import type { Bindings, Template } from './template.ts';
import type { Visit } from './visit.ts';

/** Runs the processor once. */
type Iterate = (input: unknown, frame: Frame) => Promise<unknown>;

/** What AWS does at once in an inline map, whatever MaxConcurrency says. */
const maxInlineConcurrency = 40;
/** And in a distributed one. */
const maxDistributedConcurrency = 10_000;
/** How long an EXPRESS child may run. */
const expressTimeoutMs = 300_000;

/**
 * Makes one attempt at a map.
 * @returns the outputs in the order of the items; of a distributed map, those of the children that succeeded
 * @throws StateError an iteration's; of a distributed map, States.ExceedToleratedFailureThreshold
 */
export async function runMap(state: MapState, visit: Visit, retryCount: number, iterate: Iterate): Promise<unknown> {
  const bindings = visit.bindings({}, { retryCount });
  const items = await itemsOf(state, visit, bindings);
  const asked = await numberOf(state.maxConcurrency, bindings, `MaxConcurrency of "${state.name}"`);
  const most = state.distributed === undefined ? maxInlineConcurrency : maxDistributedConcurrency;
  const limit = asked === undefined || asked === 0 ? most : Math.min(asked, most);
  const inputOf = async (index: number): Promise<unknown> => {
    const mapItem = { Index: index, Value: items[index] };
    const selector = state.itemSelector;
    return selector === undefined ? items[index] : selector.evaluate(visit.bindings({}, { retryCount, mapItem }));
  };
  // MapStateStarted or MapRunStarted; then its end.
  visit.frame.run.history.add(2);
  const fan = { count: items.length, limit, signal: visit.frame.signal };
  if (state.distributed === undefined) {
    return fanOut(fan, async (index, signal) => {
      // MapIterationStarted, MapIterationSucceeded.
      visit.frame.run.history.add(2);
      const mapItem = { Index: index, Value: items[index] };
      return iterate(await inputOf(index), { ...visit.frame, signal, mapItem });
    });
  }
  const tolerated = await toleratedFailures(state.distributed, bindings, items.length, state.name);
  return runChildren({ fan, tolerated, distributed: state.distributed, visit, inputOf, iterate });
}

async function itemsOf(state: MapState, visit: Visit, bindings: Bindings): Promise<readonly unknown[]> {
  const reader = state.distributed?.reader;
  if (reader !== undefined) return readItems(reader, visit, bindings);
  const items: unknown = state.items === undefined ? visit.input : await state.items.evaluate(bindings);
  const parsed = v.safeParse(v.array(v.unknown()), items);
  if (parsed.success) return parsed.output;
  throw new StateError('States.QueryEvaluationError', `The items of "${state.name}" are no array.`);
}

interface Children {
  readonly fan: { readonly count: number; readonly limit: number; readonly signal: AbortSignal };
  readonly tolerated: number;
  readonly distributed: Distributed;
  readonly visit: Visit;
  readonly inputOf: (index: number) => Promise<unknown>;
  readonly iterate: Iterate;
}

async function runChildren(children: Children): Promise<unknown[]> {
  const { fan, tolerated, visit } = children;
  const outputs = new Map<number, unknown>();
  let failures = 0;
  await fanOut(fan, async (index, signal) => {
    try {
      outputs.set(index, await runChild(children, index, signal));
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      failures += 1;
      if (failures <= tolerated) return;
      const first = toStateError(thrown);
      const cause = `The specified tolerated failure threshold of "${visit.name}" was exceeded, last by ${first.message}`;
      throw new StateError('States.ExceedToleratedFailureThreshold', cause);
    }
  });
  return [...outputs].sort(([a], [b]) => a - b).map(([, output]) => output);
}

/** A child is an execution of its own: it sees no variables and has a history and a name of its own. */
async function runChild({ distributed, visit, inputOf, iterate }: Children, index: number, signal: AbortSignal) {
  const { run } = visit.frame;
  const input = await inputOf(index);
  const name = randomUUID();
  const child = linkAbort(signal);
  const express = distributed.executionType === 'EXPRESS';
  const timedOut = new StateError('States.Timeout', 'An EXPRESS child may run for five minutes.');
  const cancel = express ? run.clock.after(expressTimeoutMs, () => child.abort(timedOut)) : () => undefined;
  const Id = `${run.executionArn.replace(/:[^:]+$/, '')}/${distributed.label ?? visit.name}:${name}`;
  const Execution = { ...run.context.Execution, Id, Name: name, Input: input };
  const history = new History();
  // ExecutionStarted, ExecutionSucceeded.
  history.add(2);
  const frame: Frame = {
    run: {
      ...run,
      history,
      context: { ...run.context, Execution },
      emit: happening => run.emit('state' in happening ? { mapIndex: index, ...happening } : happening),
    },
    signal: child.signal,
    variables: {},
    mapItem: undefined,
  };
  try {
    return await untilAborted(iterate(input, frame), child.signal);
  } finally {
    cancel();
    child.unlink();
  }
}

/** The lower of the two thresholds; none tolerates nothing. */
async function toleratedFailures(
  distributed: Distributed,
  bindings: Bindings,
  items: number,
  name: string,
): Promise<number> {
  const count = await numberOf(distributed.toleratedFailureCount, bindings, `ToleratedFailureCount of "${name}"`);
  const percentage = await numberOf(
    distributed.toleratedFailurePercentage,
    bindings,
    `ToleratedFailurePercentage of "${name}"`,
  );
  if (count === undefined && percentage === undefined) return 0;
  const share = percentage === undefined ? Number.POSITIVE_INFINITY : Math.floor((items * percentage) / 100);
  return Math.min(count ?? Number.POSITIVE_INFINITY, share);
}

async function numberOf(
  template: Template | undefined,
  bindings: Bindings,
  place: string,
): Promise<number | undefined> {
  if (template === undefined) return undefined;
  const value = v.safeParse(v.pipe(v.number(), v.minValue(0)), await template.evaluate(bindings));
  if (value.success) return value.output;
  throw new StateError('States.QueryEvaluationError', `${place} is no number of 0 or more.`);
}
