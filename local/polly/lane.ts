import { serviceFailure } from './errors.ts';

/** A helper that runs beside us, a process or a thread. */
export interface Peer {
  post(message: unknown): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts a helper; `message` gets what it says, `gone` why it ended. */
export type OpenPeer = (on: { message(value: unknown): void; gone(reason: string): void }) => Peer;

export interface Lane<Request, Reply> {
  /**
   * @throws PollyError ServiceFailureException if the helper takes too long, dies twice over it, or says that it failed
   */
  call(request: Request): Promise<Reply>;
  /** Calls waiting or under way. */
  readonly load: number;
  close(): void;
}

export interface LaneOptions<Reply> {
  /** For messages: `speaker`. */
  readonly name: string;
  readonly open: OpenPeer;
  /** Parses the `value` of an answer. */
  readonly parse: (value: unknown) => Reply;
  readonly timeoutMs: number;
}

type Outcome<Reply> = { reply: Reply } | { gone: string } | { failed: string; cause?: unknown };

/** One call at a time to a helper that is started when first needed, and again after it died or was ended for slowness. */
export function openLane<Request, Reply>(options: LaneOptions<Reply>): Lane<Request, Reply> {
  return new PeerLane<Request, Reply>(options);
}

class PeerLane<Request, Reply> implements Lane<Request, Reply> {
  readonly #options: LaneOptions<Reply>;
  #peer: Peer | undefined;
  /** Settles the attempt that is under way. */
  #settle: ((outcome: Outcome<Reply>) => void) | undefined;
  /** Ends with the last call that waits; never rejects. */
  #turn: Promise<unknown> = Promise.resolve();
  #load = 0;
  #closed = false;

  constructor(options: LaneOptions<Reply>) {
    this.#options = options;
  }

  get load(): number {
    return this.#load;
  }

  call(request: Request): Promise<Reply> {
    this.#load += 1;
    const mine = this.#inTurn(this.#turn, request);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#settle?.({ failed: `The ${this.#options.name} was closed.` });
  }

  async #inTurn(before: Promise<unknown>, request: Request): Promise<Reply> {
    await before;
    try {
      return await this.#run(request);
    } finally {
      this.#load -= 1;
    }
  }

  async #run(request: Request): Promise<Reply> {
    const { name } = this.#options;
    let outcome = await this.#attempt(request);
    if ('gone' in outcome) outcome = await this.#attempt(request);
    if ('reply' in outcome) return outcome.reply;
    if ('gone' in outcome) throw serviceFailure(`The ${name} died twice over one request: ${outcome.gone}`);
    throw serviceFailure(outcome.failed, outcome.cause);
  }

  async #attempt(request: Request): Promise<Outcome<Reply>> {
    const { name, timeoutMs } = this.#options;
    if (this.#closed) return { failed: `The ${name} was closed.` };
    this.#peer ??= this.#start();
    const { promise, resolve } = Promise.withResolvers<Outcome<Reply>>();
    this.#settle = resolve;
    const timer = setTimeout(() => {
      this.#stop();
      resolve({ failed: `The ${name} took longer than ${timeoutMs} ms; it is started again for the next request.` });
    }, timeoutMs);
    this.#peer.post(request);
    const outcome = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    return outcome;
  }

  /** What a helper says after it was given up is not for the attempt that came after it. */
  #start(): Peer {
    const started: Peer = this.#options.open({
      message: value => {
        if (this.#peer === started) this.#settle?.(outcomeOf(value, this.#options.parse));
      },
      gone: reason => {
        if (this.#peer !== started) return;
        this.#peer = undefined;
        this.#settle?.({ gone: reason });
      },
    });
    return started;
  }

  #stop(): void {
    const ended = this.#peer;
    this.#peer = undefined;
    ended?.kill();
  }
}

function outcomeOf<Reply>(message: unknown, parse: (value: unknown) => Reply): Outcome<Reply> {
  if (typeof message !== 'object' || message === null) return { failed: 'An answer was no object.' };
  if ('error' in message) return { failed: String(message.error) };
  try {
    return { reply: parse('value' in message ? message.value : undefined) };
  } catch (cause) {
    return { failed: 'An answer was not of the agreed shape.', cause };
  }
}

/** Several lanes as one: a call goes to the one with the fewest before it. */
export function spread<Request, Reply>(lanes: ReadonlyArray<Lane<Request, Reply>>): Lane<Request, Reply> {
  return {
    call(request) {
      const freest = lanes.reduce((best, lane) => (lane.load < best.load ? lane : best));
      return freest.call(request);
    },
    get load() {
      return lanes.reduce((sum, lane) => sum + lane.load, 0);
    },
    close() {
      for (const lane of lanes) lane.close();
    },
  };
}
