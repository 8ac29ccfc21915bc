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
  let peer: Peer | undefined;
  let settle: ((outcome: Outcome<Reply>) => void) | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let load = 0;
  let closed = false;

  function start(): Peer {
    const started: Peer = options.open({
      message: value => {
        if (peer === started) settle?.(outcomeOf(value, options.parse));
      },
      gone: reason => {
        if (peer !== started) return;
        peer = undefined;
        settle?.({ gone: reason });
      },
    });
    return started;
  }

  function stop(): void {
    const ended = peer;
    peer = undefined;
    ended?.kill();
  }

  async function attempt(request: Request): Promise<Outcome<Reply>> {
    if (closed) return { failed: `The ${options.name} has been closed.` };
    peer ??= start();
    const { promise, resolve } = Promise.withResolvers<Outcome<Reply>>();
    settle = resolve;
    const timer = setTimeout(() => {
      stop();
      resolve({ failed: `The ${options.name} took longer than ${options.timeoutMs} ms; it was started again.` });
    }, options.timeoutMs);
    peer.post(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      settle = undefined;
    }
  }

  async function run(request: Request): Promise<Reply> {
    let outcome = await attempt(request);
    if ('gone' in outcome) outcome = await attempt(request);
    if ('reply' in outcome) return outcome.reply;
    if ('gone' in outcome) throw serviceFailure(`The ${options.name} died twice over one request: ${outcome.gone}`);
    throw serviceFailure(outcome.failed, outcome.cause);
  }

  return {
    call(request) {
      load += 1;
      const mine = turn.then(() => run(request)).finally(() => (load -= 1));
      turn = mine.catch(() => undefined);
      return mine;
    },
    get load() {
      return load;
    },
    close() {
      closed = true;
      stop();
      settle?.({ failed: `The ${options.name} was closed.` });
    },
  };
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
