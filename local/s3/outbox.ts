import type { ObjectEvent } from './event.ts';

/** What an outbox needs of its surroundings. */
export interface OutboxOptions {
  /** Takes an event over; a rejection means "again, later". */
  readonly deliver: (event: ObjectEvent) => Promise<void>;
  /** Writes down that an event was taken over. */
  readonly markDelivered: (eventId: string) => Promise<void>;
  /** Told of each failed attempt. */
  readonly onFailure: (error: unknown) => void;
}

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 30_000;

/**
 * The events that are still to be delivered. Each is on disk already when it comes here, and is struck out there only after
 * its delivery: a kill at any time leads to a second delivery, never to none.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #waiting = new Map<string, ObjectEvent>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** What is still to be delivered, oldest first. */
  get undelivered(): readonly ObjectEvent[] {
    return [...this.#waiting.values()];
  }

  /** Notes an event found in the journal, without delivering it. */
  add(event: ObjectEvent): void {
    this.#waiting.set(event.id, event);
  }

  /** Strikes out an event that the journal says was delivered. */
  strike(eventId: string): void {
    this.#waiting.delete(eventId);
  }

  /** Begins to deliver all that waits; call once, after the journal has been read. */
  start(): void {
    for (const event of this.#waiting.values()) this.#attempt(event, FIRST_RETRY_MS);
  }

  /** Begins to deliver an event that is on disk; it returns before the delivery. */
  send(event: ObjectEvent): void {
    this.add(event);
    this.#attempt(event, FIRST_RETRY_MS);
  }

  /** Makes no further attempt; what was not delivered is delivered after the next start. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #attempt(event: ObjectEvent, retryMs: number): void {
    void this.#deliver(event).catch((error: unknown) => {
      this.#options.onFailure(error);
      if (!this.#closed) this.#attemptLater(event, retryMs);
    });
  }

  async #deliver(event: ObjectEvent): Promise<void> {
    if (this.#closed) return;
    await this.#options.deliver(event);
    if (this.#closed) return;
    await this.#options.markDelivered(event.id);
    this.strike(event.id);
  }

  #attemptLater(event: ObjectEvent, retryMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#attempt(event, Math.min(retryMs * 2, MAX_RETRY_MS));
    }, retryMs);
    this.#timers.add(timer);
  }
}
