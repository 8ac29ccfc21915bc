import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type { Assembly, EventSourceModel, FunctionModel } from '../assembly/model.ts';
import type { Outcome } from '../lambda/environment.ts';
import { type FunctionAccess, type LocalFunction, openFunction } from '../lambda/function.ts';
import { openLogFile } from '../lambda/log-file.ts';
import { type EventSource, startEventSource } from '../queues/event-source.ts';
import type { Queues } from '../queues/queues.ts';
import type { Principal } from '../service.ts';
import type { LambdaInvocation, LambdaOutcome } from '../step-functions/integrations.ts';
import { Unsupported } from '../unsupported.ts';
import type { DataFolder } from './data-folder.ts';

export interface WorkersOptions {
  readonly assembly: Assembly;
  readonly queues: Queues;
  readonly folder: DataFolder;
  /** Environments of one function at once, whatever the stack asks for. */
  readonly maxEnvironments: number;
  readonly onLog: (log: { readonly functionName: string; readonly line: string }) => void;
  /** Told of each batch of messages that was not worked off. */
  readonly onBatchFailure: (failure: {
    readonly queueArn: string;
    readonly messageIds: readonly string[];
    readonly error: unknown;
  }) => void;
}

/**
 * Enough to keep the engines busy, which do the work, and no more: the whole local cloud is to stay under 600 MB. With
 * eSpeak alone, each process having its share of what is shared, a run of the sample from its memory peaks at 589
 * (measured 2026-11 as bench/run.ts does, but without its --no-memory).
 */
export const defaultMaxEnvironments = Math.max(2, Math.min(3, availableParallelism()));

/** The stack's functions and what invokes them. */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #functions = new Map<string, LocalFunction>();
  readonly #sources: EventSource[] = [];
  #closed = false;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  /** Opens the functions, once it is known where their calls go. @param principalOf whom a function acts as */
  open(
    access: Omit<FunctionAccess, 'accessKeyId' | 'secretAccessKey'>,
    principalOf: (roleArn: string) => Principal,
  ): void {
    const { assembly, folder, onLog } = this.#options;
    // Isolates made from now on spare memory rather than time: 70 MB less for all environments of a run, of 590
    // (node bench/run.ts, 2026-11). The time of a step is the services'.
    setFlagsFromString('--optimize-for-size');
    for (const model of assembly.functions) {
      const write = openLogFile(folder.logs, model.name);
      const { accessKeyId, secretAccessKey } = principalOf(model.roleArn);
      const opened = openFunction(model, {
        access: { ...access, accessKeyId, secretAccessKey },
        maxEnvironments: this.#environmentsOf(model),
        compileCacheFolder: folder.cache,
        onLine: line => {
          write(line);
          onLog({ functionName: model.name, line });
        },
      });
      this.#functions.set(model.name, opened);
    }
  }

  /** Starts to work off the queues. @throws Unsupported naming the event source whose queue or function is not there */
  startSources(): void {
    for (const source of this.#options.assembly.eventSources) this.#sources.push(this.#startSource(source));
  }

  /** For a state machine. @throws Unsupported if there is no such function */
  async invoke({ functionName, payload }: Omit<LambdaInvocation, 'signal'>): Promise<LambdaOutcome> {
    const outcome = await this.#find(functionName).invoke(JSON.stringify(payload));
    return 'functionError' in outcome ? { failure: outcome.payload } : { payload: parsed(outcome.payload) };
  }

  /** The ARN of a function that a state machine names. */
  arnOf(functionName: string): string {
    return this.#find(functionName).model.arn;
  }

  /** Takes no more messages, and ends the functions, invocations under way included: their messages stay in the queues. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([
      ...this.#sources.map(source => source.stop()),
      ...[...this.#functions.values()].map(one => one.close()),
    ]);
  }

  #startSource(source: EventSourceModel): EventSource {
    const { assembly, queues, onBatchFailure } = this.#options;
    const queue = queues.byArn(source.queueArn);
    if (queue === undefined) {
      throw new Unsupported({
        place: `Event source ${source.logicalId}`,
        message: `${source.queueArn} is no queue of this stack.`,
        remedy: 'Only queues can be event sources here.',
      });
    }
    const local = this.#find(source.functionName);
    return startEventSource({
      queue,
      region: assembly.region,
      invoke: async event => answerOf(await local.invoke(JSON.stringify(event))),
      batchSize: source.batchSize,
      maximumBatchingWindowSeconds: source.maximumBatchingWindowSeconds,
      functionResponseTypes: source.functionResponseTypes,
      ...(source.maximumConcurrency === undefined ? {} : { maximumConcurrency: source.maximumConcurrency }),
      onFailure: failure => {
        // At the end all that is under way fails, and none of it is lost.
        if (!this.#closed) onBatchFailure(failure);
      },
    });
  }

  #find(nameOrArn: string): LocalFunction {
    const name = nameOrArn.replace(/^arn:aws:lambda:[^:]*:\d*:function:/, '').split(':', 1)[0] ?? '';
    const found = this.#functions.get(name);
    if (found !== undefined) return found;
    throw new Unsupported({
      place: `Function ${nameOrArn}`,
      message: 'It is no function of this stack.',
      remedy: 'Name one that is.',
    });
  }

  /** What the sources may want at once; a state machine's functions may be wanted any number of times. */
  #environmentsOf(model: FunctionModel): number {
    const wanted = this.#options.assembly.eventSources
      .filter(({ functionName }) => functionName === model.name || functionName === model.arn)
      .map(({ maximumConcurrency }) => maximumConcurrency ?? Infinity);
    const reserved = model.reservedConcurrency ?? Infinity;
    const asked = wanted.length === 0 ? Infinity : wanted.reduce((sum, one) => sum + one, 0);
    return Math.max(1, Math.min(this.#options.maxEnvironments, reserved, asked));
  }
}

/** A function that failed, as its event source sees it. */
export class InvocationFailed extends Error {
  override readonly name = 'InvocationFailed';
  readonly code = 'InvocationFailed';
}

function answerOf(outcome: Outcome): unknown {
  if (!('functionError' in outcome)) return parsed(outcome.payload);
  const { errorType, errorMessage } = outcome.payload;
  throw new InvocationFailed(`${errorType}: ${errorMessage}`);
}

function parsed(payload: string): unknown {
  return JSON.parse(payload);
}
