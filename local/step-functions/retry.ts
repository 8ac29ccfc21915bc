import { delay } from '../clock.ts';
import type { Fallible, Retrier, Transition } from './definition.ts';
import { matchesError, type StateError, toStateError } from './errors.ts';
import { plainJson } from './template.ts';
import { type Left, leave, type Visit } from './visit.ts';

/**
 * Runs a state's work and leaves it, retrying as its Retry says, then catching as its Catch says.
 * @param attempt makes one attempt and gives its result; `retryCount` is 0 for the first
 * @throws StateError that neither covers; the signal's reason when the branch was cancelled
 */
export async function withRetryAndCatch(
  state: Fallible & Transition,
  visit: Visit,
  attempt: (retryCount: number) => Promise<unknown>,
): Promise<Left> {
  const { run, signal } = visit.frame;
  const made = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      const result = plainJson((await attempt(retryCount)) ?? null, `The result of "${visit.name}"`);
      return await leave(state, visit.bindings({ result }, { retryCount }), result);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = toStateError(thrown);
      const retrier = state.retry.find(candidate => matchesError(candidate.errorEquals, error));
      const attempts = retrier === undefined ? 0 : (made.get(retrier) ?? 0);
      if (retrier === undefined || attempts >= retrier.maxAttempts) return catchError(state, visit, error, retryCount);
      made.set(retrier, attempts + 1);
      const delayMs = retryDelayMs(retrier, attempts, run.random);
      visit.emit({ type: 'StateRetried', ...(error.error && { error: error.error }), delayMs });
      await delay(run.clock, delayMs, signal);
    }
  }
}

/** @param attempts how often this retrier has retried before */
function retryDelayMs(retrier: Retrier, attempts: number, random: () => number): number {
  const seconds = retrier.intervalSeconds * retrier.backoffRate ** attempts;
  const capped = Math.min(seconds, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(capped * 1000 * (retrier.fullJitter ? random() : 1));
}

async function catchError(state: Fallible, visit: Visit, error: StateError, retryCount: number): Promise<Left> {
  const catcher = state.catch.find(candidate => matchesError(candidate.errorEquals, error));
  if (catcher === undefined) throw error;
  return leave(catcher, visit.bindings({ errorOutput: error.output }, { retryCount }), error.output);
}
