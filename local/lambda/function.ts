import { randomUUID } from 'node:crypto';
import { devNull } from 'node:os';
import type { FunctionModel } from '../assembly/model.ts';
import type { CloudDescription } from '../cloud-description.ts';
import { type Environment, logStreamName, type Outcome, startEnvironment } from './environment.ts';

/** A function of the stack, ready to be invoked. */
export interface LocalFunction {
  readonly model: FunctionModel;
  /**
   * Runs the function once.
   * @param payload JSON text
   * @returns JSON text, or the function's error; never rejects unless the function is closed
   */
  invoke(payload: string): Promise<Outcome>;
  /** Ends all its environments, invocations under way included. */
  close(): Promise<void>;
}

export interface FunctionOptions {
  /** Where its calls go and as whom: see `runtimeVariables`. */
  readonly access: FunctionAccess;
  /** Environments at once, at most; more invocations wait. */
  readonly maxEnvironments: number;
  /**
   * How long an environment without work is kept warm.
   * @default 2,000: an idle one takes 35 MB, a start a quarter of a second; at 300 small articles cost twice the CPU
   */
  readonly idleMs?: number;
  /** Compiled code, for all functions; made if it is not there. */
  readonly compileCacheFolder: string;
  readonly onLine: (line: string) => void;
}

/** What an execution environment of AWS would get from its role and region. */
export interface FunctionAccess {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly endpoints: CloudDescription['endpoints'];
}

/** The function was closed while an invocation waited. */
export class FunctionClosed extends Error {
  override readonly name = 'FunctionClosed';
  readonly code = 'FunctionClosed';

  constructor(functionName: string) {
    super(`The function ${functionName} is closed: the local cloud is ending.`);
  }
}

/**
 * Opens a function. It starts an execution environment when an invocation finds none free, up to the cap, and keeps it
 * warm for the next.
 *
 * An environment is a worker thread with a heap and a `process.env` of its own. It shares with the others what belongs to
 * the process: working directory, time zone, and the machine's file system, so that `/tmp` is not private as on Lambda.
 */
export function openFunction(model: FunctionModel, options: FunctionOptions): LocalFunction {
  return new EnvironmentPool(model, options);
}

interface Warm {
  readonly environment: Environment;
  readonly logStreamName: string;
  idleTimer: NodeJS.Timeout | undefined;
}

class EnvironmentPool implements LocalFunction {
  readonly model: FunctionModel;
  readonly #options: FunctionOptions;
  readonly #all = new Set<Warm>();
  readonly #free: Warm[] = [];
  readonly #waiting: Array<{ readonly resolve: (warm: Warm) => void; readonly reject: (error: Error) => void }> = [];
  #closed = false;

  constructor(model: FunctionModel, options: FunctionOptions) {
    this.model = model;
    this.#options = options;
  }

  async invoke(payload: string): Promise<Outcome> {
    const warm = await this.#acquire();
    try {
      return await warm.environment.invoke({
        requestId: randomUUID(),
        payload,
        functionName: this.model.name,
        functionArn: this.model.arn,
        memoryMb: this.model.memoryMb,
        logGroupName: this.model.logGroupName,
        logStreamName: warm.logStreamName,
      });
    } finally {
      this.#release(warm);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new FunctionClosed(this.model.name));
    await Promise.all([...this.#all].map(warm => this.#discard(warm)));
  }

  #acquire(): Promise<Warm> {
    if (this.#closed) return Promise.reject(new FunctionClosed(this.model.name));
    // The one used last is the warmest; the others may grow idle.
    const free = this.#free.pop();
    if (free !== undefined) {
      clearTimeout(free.idleTimer);
      return Promise.resolve(free);
    }
    if (this.#all.size < this.#options.maxEnvironments) return Promise.resolve(this.#start());
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #start(): Warm {
    const { access, onLine, compileCacheFolder } = this.#options;
    const stream = logStreamName(new Date());
    const environment = startEnvironment({
      codeFolder: this.model.codeFolder,
      handler: this.model.handler,
      variables: runtimeVariables(this.model, access, stream),
      memoryMb: this.model.memoryMb,
      timeoutSeconds: this.model.timeoutSeconds,
      compileCacheFolder,
      onLine,
    });
    const warm: Warm = { environment, logStreamName: stream, idleTimer: undefined };
    this.#all.add(warm);
    return warm;
  }

  #release(warm: Warm): void {
    if (!warm.environment.alive || this.#closed) {
      this.#all.delete(warm);
      const next = this.#closed ? undefined : this.#waiting.shift();
      next?.resolve(this.#start());
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.resolve(warm);
      return;
    }
    warm.idleTimer = setTimeout(() => void this.#discard(warm), this.#options.idleMs ?? 2_000).unref();
    this.#free.push(warm);
  }

  async #discard(warm: Warm): Promise<void> {
    clearTimeout(warm.idleTimer);
    this.#all.delete(warm);
    const at = this.#free.indexOf(warm);
    if (at >= 0) this.#free.splice(at, 1);
    await warm.environment.close();
  }
}

/**
 * The whole environment of a function: what Lambda reserves, what its role and region give, and the template's variables.
 * Nothing of the machine's own environment is in it.
 * @see AWS Lambda, "Defined runtime environment variables"
 */
export function runtimeVariables(model: FunctionModel, access: FunctionAccess, stream: string): Record<string, string> {
  const endpoints = Object.entries(access.endpoints).map(([service, url]): [string, string] => [
    `AWS_ENDPOINT_URL_${service.toUpperCase()}`,
    url,
  ]);
  return {
    ...model.environment,
    AWS_REGION: access.region,
    AWS_DEFAULT_REGION: access.region,
    AWS_ACCESS_KEY_ID: access.accessKeyId,
    AWS_SECRET_ACCESS_KEY: access.secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${model.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: model.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: stream,
    ...(model.logLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: model.logLevel }),
    LAMBDA_TASK_ROOT: model.codeFolder,
    _HANDLER: model.handler,
    TZ: ':UTC',
    ...Object.fromEntries(endpoints),
    // The user's own profile is not the function's.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // There is no X-Ray daemon to send to.
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}
