import type { Message } from './message.ts';

interface Group {
  /** By id, in the order of arrival. */
  readonly waiting: Map<string, Message>;
  inFlight: number;
  /** The turn at which it was last served. */
  lastTurn: number;
}

/**
 * The messages that may be received, in the order of a *fair* queue: the next one comes from the group that has the
 * fewest in flight, and among equals from the one that was served longest ago. So a group of thousands never holds up
 * a group of one. Within a group, the order of arrival. Messages without a group are a group together.
 * @see Amazon SQS, fair queues: "reduces dwell time for quiet tenants"
 */
export class Backlog {
  readonly #groups = new Map<string, Group>();
  #turn = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(message: Message): void {
    const group = this.#group(message);
    if (!group.waiting.has(message.id)) this.#size += 1;
    group.waiting.set(message.id, message);
  }

  /** Takes the next message and counts it as in flight until `settle`. */
  take(): Message | undefined {
    const group = this.#nextGroup();
    if (group === undefined) return undefined;
    const [message] = group.waiting.values();
    if (message === undefined) return undefined;
    group.waiting.delete(message.id);
    this.#size -= 1;
    group.inFlight += 1;
    this.#turn += 1;
    group.lastTurn = this.#turn;
    return message;
  }

  /** A message that was taken is no longer in flight: deleted, or about to be added again. */
  settle(message: Message): void {
    const group = this.#group(message);
    group.inFlight -= 1;
    if (group.inFlight === 0 && group.waiting.size === 0) this.#groups.delete(keyOf(message));
  }

  /** Forgets all that waits. What is in flight stays counted. */
  clear(): void {
    for (const [key, group] of this.#groups) {
      group.waiting.clear();
      if (group.inFlight === 0) this.#groups.delete(key);
    }
    this.#size = 0;
  }

  #group(message: Message): Group {
    const key = keyOf(message);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group: Group = { waiting: new Map(), inFlight: 0, lastTurn: 0 };
    this.#groups.set(key, group);
    return group;
  }

  #nextGroup(): Group | undefined {
    let best: Group | undefined;
    for (const group of this.#groups.values()) {
      if (group.waiting.size > 0 && (best === undefined || precedes(group, best))) best = group;
    }
    return best;
  }
}

function precedes(one: Group, other: Group): boolean {
  return one.inFlight < other.inFlight || (one.inFlight === other.inFlight && one.lastTurn < other.lastTurn);
}

/** A group's id is never empty, so the empty key is free for the messages without one. */
function keyOf(message: Message): string {
  return message.groupId ?? '';
}
