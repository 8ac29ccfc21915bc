import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { type FunctionFailure, type Invocation, type Reply, ReplySchema, type Start } from './protocol.ts';

/** What one invocation came to. */
export type Outcome =
  | { readonly payload: string }
  | { readonly functionError: 'Unhandled'; readonly payload: FunctionFailure };

export interface EnvironmentOptions extends Start {
  /** The whole `process.env` of the function. */
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Where compiled code is kept for the next environment: it halves what one costs in memory. */
  readonly compileCacheFolder: string;
  /** Each line that the function prints, without its end. */
  readonly onLine: (line: string) => void;
}

/** One execution environment: a worker thread that runs one invocation at a time. */
export interface Environment {
  /** False once it crashed, was stopped for time, or closed: the next invocation needs a new one. */
  readonly alive: boolean;
  /** One at a time. Never rejects: what goes wrong is the outcome. */
  invoke(invocation: Omit<Invocation, 'deadlineMs'>): Promise<Outcome>;
  close(): Promise<void>;
}

/** Lambda gives a function 10 s to load; a machine under load gets more. */
const initLimitMs = 60_000;

/** Starts an environment; its module loads while the first invocation waits. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  return new WorkerEnvironment(options);
}

class WorkerEnvironment implements Environment {
  readonly #options: EnvironmentOptions;
  readonly #worker: Worker;
  readonly #ready: Promise<FunctionFailure | undefined>;
  #alive = true;
  /** What the invocation under way waits for. */
  #settle: ((reply: Reply | { readonly kind: 'died'; readonly how: string }) => void) | undefined;
  #death: string | undefined;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#worker = new Worker(new URL('./runtime.ts', import.meta.url), {
      workerData: { codeFolder: options.codeFolder, handler: options.handler } satisfies Start,
      // Node reads the cache's place from here; runtime.ts takes it away before the function can see it.
      env: { ...options.variables, NODE_COMPILE_CACHE: options.compileCacheFolder },
      // Nothing of the parent's command line, such as a test runner's loaders, reaches the function.
      execArgv: [],
      argv: [],
      stdout: true,
      stderr: true,
      // A young generation of the default size would let each environment hold on to 48 MB of garbage.
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb, maxYoungGenerationSizeMb: 4 },
    });
    // An idle function does not keep the local cloud from ending.
    this.#worker.unref();
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) forwardLines(stream, options.onLine);
    this.#worker.on('message', (message: unknown) => this.#settle?.(v.parse(ReplySchema, message)));
    this.#worker.on('error', (error: unknown) => this.#die(describeCrash(error)));
    this.#worker.on('exit', code => this.#die(`Runtime exited with error: exit status ${code}`));
    this.#ready = this.#load();
  }

  get alive(): boolean {
    return this.#alive;
  }

  async invoke(invocation: Omit<Invocation, 'deadlineMs'>): Promise<Outcome> {
    const broken = await this.#ready;
    if (broken !== undefined) return { functionError: 'Unhandled', payload: broken };
    const { requestId } = invocation;
    const limitMs = this.#options.timeoutSeconds * 1000;
    const replied = this.#reply(limitMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    this.#worker.postMessage({ ...invocation, deadlineMs: Date.now() + limitMs } satisfies Invocation);
    const reply = await replied;
    if (reply === 'late') {
      await this.close();
      const message = `Task timed out after ${this.#options.timeoutSeconds.toFixed(2)} seconds`;
      return failed('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`);
    }
    if (reply.kind === 'returned') return { payload: reply.payload };
    if (reply.kind === 'threw') return { functionError: 'Unhandled', payload: reply.failure };
    const how = reply.kind === 'died' ? reply.how : 'Runtime answered out of turn';
    return failed('Runtime.ExitError', `RequestId: ${requestId} Error: ${how}`);
  }

  async close(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  async #load(): Promise<FunctionFailure | undefined> {
    const reply = await this.#reply(initLimitMs);
    if (reply !== 'late' && reply.kind === 'ready') return undefined;
    await this.close();
    if (reply === 'late') return failureOf('Sandbox.Timedout', `Init timed out after ${initLimitMs / 1000} seconds`);
    if (reply.kind === 'broken') return reply.failure;
    return failureOf('Runtime.ExitError', reply.kind === 'died' ? reply.how : 'Runtime answered out of turn');
  }

  /** The next word from inside, or that none came in time. The timer holds the process: someone waits for it. */
  #reply(limitMs: number): Promise<Reply | { readonly kind: 'died'; readonly how: string } | 'late'> {
    return new Promise(resolve => {
      if (this.#death !== undefined) {
        resolve({ kind: 'died', how: this.#death });
        return;
      }
      const timer = setTimeout(() => settle('late'), limitMs);
      const settle = (reply: Parameters<typeof resolve>[0]) => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(reply);
      };
      this.#settle = settle;
    });
  }

  #die(how: string): void {
    this.#alive = false;
    // The crash comes before the exit, and says more.
    this.#death ??= how;
    this.#settle?.({ kind: 'died', how: this.#death });
  }
}

function describeCrash(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'Runtime exited with error: signal: killed (out of memory)';
  }
  return `Runtime exited with error: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}

function failed(errorType: string, errorMessage: string): Outcome {
  return { functionError: 'Unhandled', payload: failureOf(errorType, errorMessage) };
}

function failureOf(errorType: string, errorMessage: string): FunctionFailure {
  return { errorType, errorMessage, trace: [] };
}

function forwardLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/** Of CloudWatch's shape, one a start. */
export function logStreamName(startedAt: Date): string {
  const day = startedAt.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}
