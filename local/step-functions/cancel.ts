import { reasonOf } from '../clock.ts';

/** A signal that is aborted with its parent, or on its own. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  /** Lets the parent forget it. */
  unlink(): void;
}

/** Made by hand, because AbortSignal.any keeps thousands of dead signals alive as long as the parent lives. */
export function linkAbort(parent: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(reasonOf(parent));
  if (parent.aborted) onAbort();
  else parent.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    abort: reason => controller.abort(reason),
    unlink: () => parent.removeEventListener('abort', onAbort),
  };
}

/**
 * The promise's end, or the signal's if that comes first. What the promise does afterwards is nobody's business.
 * @throws the signal's reason
 */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(reasonOf(signal));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Why a branch or an iteration was cancelled. */
class SiblingFailed extends Error {
  override readonly name = 'SiblingFailed';
}

/**
 * Runs `count` pieces of work, at most `limit` at once. The first that fails cancels the others.
 * @returns the results in order
 * @throws the first error, once all others have ended
 */
export async function fanOut<Result>(
  options: { readonly count: number; readonly limit: number; readonly signal: AbortSignal },
  work: (index: number, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const link = linkAbort(options.signal);
  const results: Result[] = [];
  let failure: { readonly thrown: unknown } | undefined;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < options.count && failure === undefined) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(index, link.signal);
      } catch (thrown) {
        failure ??= { thrown };
        link.abort(new SiblingFailed('Another branch or iteration failed.'));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.limit, options.count) }, worker));
  link.unlink();
  if (failure !== undefined) throw failure.thrown;
  return results;
}
