/** Time as the local cloud sees it: injected, so that a test of an hour's time-out takes no hour. */
export interface Clock {
  now(): Date;
  /**
   * Calls back once.
   * @param delayMs 0 or more; any length
   * @returns forgets the call; harmless when it has been made already
   */
  after(delayMs: number, callback: () => void): () => void;
}

/** The longest delay of setTimeout; anything longer would fire at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  after(delayMs, callback) {
    let timer: NodeJS.Timeout;
    const arm = (leftMs: number): void => {
      timer = setTimeout(
        () => (leftMs > maxTimerMs ? arm(leftMs - maxTimerMs) : callback()),
        Math.min(leftMs, maxTimerMs),
      );
    };
    arm(Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};

/**
 * Waits by a clock.
 * @throws the signal's reason, as soon as it is aborted
 */
export function delay(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const onAbort = (): void => {
      forget();
      reject(reasonOf(signal));
    };
    const forget = clock.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** The reason of an aborted signal as an error. */
export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}
