import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Records } from '../records/records.ts';
import { Backlog } from './backlog.ts';
import { QueueError } from './errors.ts';
import { checkBody, checkGroupId, inRange } from './limits.ts';
import { type Message, type MessageAttribute, parseReceipt, type Received, receiptOf } from './message.ts';
import type { QueueSettings } from './properties.ts';

/** What a sender gives. */
export interface Sending {
  readonly body: string;
  readonly messageGroupId?: string | undefined;
  readonly attributes?: Readonly<Record<string, MessageAttribute>> | undefined;
  /** 0 to 900; the queue's own if absent. */
  readonly delaySeconds?: number | undefined;
  /** ARN of the sender. */
  readonly senderId?: string | undefined;
}

export interface Receiving {
  /** How long to wait for the first message; the queue's own if absent. */
  readonly waitMs?: number | undefined;
  /** The queue's own if absent. */
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** Ends the wait with nothing. */
  readonly signal?: AbortSignal | undefined;
}

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

interface InFlight {
  readonly message: Message;
  readonly cancelTimer: () => void;
}

/**
 * One standard queue, fair among message groups. What `send` has returned from survives a kill; after a restart, what
 * was in flight may be received at once, because its consumers went with the process.
 */
export class Queue {
  readonly settings: QueueSettings;
  readonly #clock: Clock;
  readonly #records: Records<Message>;
  readonly #deadLetters: () => Queue | undefined;
  readonly #backlog = new Backlog();
  readonly #inFlight = new Map<string, InFlight>();
  readonly #delayed = new Map<string, () => void>();
  readonly #arrivalListeners = new Set<() => void>();
  #sequence = 0;
  #closed = false;

  constructor(options: {
    readonly settings: QueueSettings;
    readonly clock: Clock;
    readonly records: Records<Message>;
    readonly deadLetters: () => Queue | undefined;
  }) {
    this.settings = options.settings;
    this.#clock = options.clock;
    this.#records = options.records;
    this.#deadLetters = options.deadLetters;
    const kept = [...this.#records.entries()].map(([, message]) => message);
    for (const message of kept.sort((a, b) => a.sequence - b.sequence)) {
      this.#sequence = message.sequence;
      this.#schedule(message);
    }
  }

  /** @throws QueueError InvalidMessageContents, InvalidParameterValue */
  send(sending: Sending): Message {
    checkBody(sending.body, this.settings.maxMessageBytes);
    if (sending.messageGroupId !== undefined) checkGroupId(sending.messageGroupId);
    const nowMs = this.#nowMs();
    const delaySeconds = inRange('DelaySeconds', sending.delaySeconds ?? this.settings.delaySeconds, 0, 900);
    const message: Message = {
      id: randomUUID(),
      body: sending.body,
      ...(sending.messageGroupId === undefined ? {} : { groupId: sending.messageGroupId }),
      attributes: { ...sending.attributes },
      senderId: sending.senderId ?? 'local',
      sentAtMs: nowMs,
      receiveCount: 0,
      sequence: 0,
      visibleAtMs: nowMs + delaySeconds * 1000,
    };
    return this.#accept(message);
  }

  /**
   * Takes up to `max` messages, in the order of a fair queue, and hides them for the visibility timeout.
   * @returns as soon as there is one; nothing when the wait is over
   */
  async receive(max: number, options: Receiving = {}): Promise<Received[]> {
    inRange('MaxNumberOfMessages', max, 1, 10);
    const visibleAfter = inRange(
      'VisibilityTimeout',
      options.visibilityTimeoutSeconds ?? this.settings.visibilityTimeoutSeconds,
      0,
      43_200,
    );
    const deadlineMs = this.#nowMs() + (options.waitMs ?? this.settings.receiveWaitSeconds * 1000);
    for (;;) {
      const received = this.#takeUpTo(max, visibleAfter);
      const leftMs = deadlineMs - this.#nowMs();
      if (received.length > 0 || leftMs <= 0 || this.#closed || options.signal?.aborted === true) return received;
      await this.#arrival(leftMs, options.signal);
    }
  }

  /**
   * An outdated handle deletes nothing and is no error, as in SQS.
   * @throws QueueError ReceiptHandleIsInvalid
   */
  delete(receiptHandle: string): void {
    const held = this.#held(receiptHandle);
    if (held === undefined) return;
    this.#letGo(held);
    this.#records.delete(held.message.id);
  }

  /**
   * Hides a message for so long from now; 0 gives it back at once.
   * @throws QueueError ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue
   */
  changeVisibility(receiptHandle: string, seconds: number): void {
    inRange('VisibilityTimeout', seconds, 0, 43_200);
    const held = this.#held(receiptHandle);
    if (held === undefined) throw new QueueError('MessageNotInflight', 'The message is not in flight any more.');
    held.cancelTimer();
    if (seconds === 0) this.#giveBack(held.message);
    else this.#hide(held.message, seconds);
  }

  /** True once `close` was called: `receive` no longer waits. */
  get closed(): boolean {
    return this.#closed;
  }

  /** How many are waiting for a message to arrive. */
  get listening(): number {
    return this.#arrivalListeners.size;
  }

  counts(): QueueCounts {
    return { visible: this.#backlog.size, inFlight: this.#inFlight.size, delayed: this.#delayed.size };
  }

  /** Deletes every message, in flight or not. */
  purge(): void {
    for (const held of this.#inFlight.values()) this.#letGo(held);
    this.#cancelDelays();
    this.#backlog.clear();
    for (const id of [...this.#records.entries()].map(([key]) => key)) this.#records.delete(id);
  }

  /** Calls back whenever a message may be received: new, given back, or out of its delay. */
  onArrival(listener: () => void): () => void {
    this.#arrivalListeners.add(listener);
    return () => this.#arrivalListeners.delete(listener);
  }

  /** Ends every wait and timer. What is kept stays kept. */
  close(): void {
    this.#closed = true;
    for (const held of this.#inFlight.values()) held.cancelTimer();
    this.#cancelDelays();
    this.#announce();
  }

  /** Takes a message over from the queue whose dead letters these are. Its time of sending goes on counting. */
  bury(message: Message, sourceArn: string): void {
    this.#accept({ ...message, visibleAtMs: this.#nowMs(), deadLetterSourceArn: sourceArn });
  }

  #accept(message: Message): Message {
    this.#sequence += 1;
    const accepted = { ...message, sequence: this.#sequence };
    this.#records.put(accepted.id, accepted);
    this.#schedule(accepted);
    return accepted;
  }

  #schedule(message: Message): void {
    const delayMs = message.visibleAtMs - this.#nowMs();
    if (delayMs <= 0) {
      this.#offer(message);
      return;
    }
    const cancel = this.#clock.after(delayMs, () => {
      this.#delayed.delete(message.id);
      this.#offer(message);
    });
    this.#delayed.set(message.id, cancel);
  }

  #offer(message: Message): void {
    this.#backlog.add(message);
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#arrivalListeners) listener();
  }

  #takeUpTo(max: number, visibleAfterSeconds: number): Received[] {
    const received: Received[] = [];
    while (received.length < max) {
      const message = this.#backlog.take();
      if (message === undefined) break;
      if (this.#expired(message)) {
        this.#backlog.settle(message);
        this.#records.delete(message.id);
      } else {
        received.push(this.#hand(message, visibleAfterSeconds));
      }
    }
    return received;
  }

  /** Counts the receive where a kill cannot undo it: a message that brings the process down must reach the dead letters. */
  #hand(waiting: Message, visibleAfterSeconds: number): Received {
    const message = {
      ...waiting,
      receiveCount: waiting.receiveCount + 1,
      firstReceivedAtMs: waiting.firstReceivedAtMs ?? this.#nowMs(),
    };
    this.#records.put(message.id, message);
    this.#hide(message, visibleAfterSeconds);
    return { message, receiptHandle: receiptOf(message) };
  }

  #hide(message: Message, seconds: number): void {
    const cancelTimer = this.#clock.after(seconds * 1000, () => this.#giveBack(message));
    this.#inFlight.set(message.id, { message, cancelTimer });
  }

  /**
   * SQS moves a message to the dead letters at the receive that would be one too many; here it goes when it comes back,
   * so that a dead letter is seen even while nobody receives.
   */
  #giveBack(message: Message): void {
    this.#inFlight.delete(message.id);
    this.#backlog.settle(message);
    const { redrive } = this.settings;
    const deadLetters = this.#deadLetters();
    if (redrive !== undefined && deadLetters !== undefined && message.receiveCount >= redrive.maxReceiveCount) {
      // In this order a kill in between leaves two, never none.
      deadLetters.bury(message, this.settings.arn);
      this.#records.delete(message.id);
      return;
    }
    this.#offer(message);
  }

  #held(receiptHandle: string): InFlight | undefined {
    const receipt = parseReceipt(receiptHandle);
    if (receipt === undefined) {
      throw new QueueError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is not valid.`);
    }
    const held = this.#inFlight.get(receipt.id);
    return held?.message.receiveCount === receipt.receiveCount ? held : undefined;
  }

  #letGo(held: InFlight): void {
    held.cancelTimer();
    this.#inFlight.delete(held.message.id);
    this.#backlog.settle(held.message);
  }

  #arrival(leftMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise(resolve => {
      const end = (): void => {
        forget();
        unsubscribe();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const forget = this.#clock.after(leftMs, end);
      const unsubscribe = this.onArrival(end);
      signal?.addEventListener('abort', end);
    });
  }

  #cancelDelays(): void {
    for (const cancel of this.#delayed.values()) cancel();
    this.#delayed.clear();
  }

  #expired(message: Message): boolean {
    return this.#nowMs() - message.sentAtMs > this.settings.retentionSeconds * 1000;
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
