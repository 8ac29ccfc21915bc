import type { Clock } from '../../local/clock.ts';

/** A clock that stands still until told. */
export interface ManualClock extends Clock {
  /** Moves the time on, calling back what falls due, in order; promises settle in between. */
  advance(byMs: number): Promise<void>;
  /** Calls that are still to come. */
  readonly pending: number;
}

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

export function manualClock(startMs = Date.UTC(2026, 10, 23, 12)): ManualClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  const nextBefore = (endMs: number): Timer | undefined =>
    [...timers].filter(timer => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    now: () => new Date(nowMs),
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(byMs) {
      const endMs = nowMs + byMs;
      await settle();
      for (let timer = nextBefore(endMs); timer !== undefined; timer = nextBefore(endMs)) {
        timers.delete(timer);
        nowMs = timer.dueMs;
        timer.callback();
        await settle();
      }
      nowMs = endMs;
      await settle();
    },
    get pending() {
      return timers.size;
    },
  };
}

/** Lets everything that waits for promises alone get as far as it can. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
