import * as v from 'valibot';
import { type Clock, reasonOf } from '../clock.ts';
import type { Records } from '../records/records.ts';
import type { Principal } from '../service.ts';
import type { Machine } from './definition.ts';
import { StateError, toStateError } from './errors.ts';
import { checkExecutionName, checkInput, ExecutionError } from './execution-errors.ts';
import { runMachine } from './interpreter.ts';
import { type ExecutionEvent, type Happening, History, type Integrations, type Run } from './run.ts';
import { TaskTokens } from './tokens.ts';

export const executionStatuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/** What is kept of an execution. Times are milliseconds since 1970; input and output are JSON text. */
export const ExecutionRecordSchema = v.object({
  executionArn: v.string(),
  stateMachineArn: v.string(),
  name: v.string(),
  input: v.string(),
  status: v.picklist(executionStatuses),
  startedAtMs: v.number(),
  stoppedAtMs: v.exactOptional(v.number()),
  output: v.exactOptional(v.string()),
  error: v.exactOptional(v.string()),
  cause: v.exactOptional(v.string()),
});
export type ExecutionRecord = v.InferOutput<typeof ExecutionRecordSchema>;

/** A state machine that can be run. */
export interface RunnableMachine {
  readonly name: string;
  readonly arn: string;
  readonly machine: Machine;
  /** The text that it was made from. */
  readonly definition: string;
  /** Whom its tasks act as. */
  readonly principal: Principal;
}

export interface ExecutionsOptions {
  readonly machines: readonly RunnableMachine[];
  readonly records: Records<ExecutionRecord>;
  readonly integrations: Integrations;
  readonly clock: Clock;
  readonly random: () => number;
}

/** An execution was stopped from outside. */
class Stopped extends StateError {}
/** The cloud goes down; the execution stays RUNNING and starts again with it. */
class Closing extends Error {}

interface Live {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/**
 * The executions of all state machines. What is RUNNING when the process dies starts again from its input at the next
 * start: AWS would go on where it was, but here no history is kept, and results that are addressed by their content make
 * the way back free.
 */
export class Executions {
  readonly tokens: TaskTokens;
  readonly #options: ExecutionsOptions;
  readonly #live = new Map<string, Live>();
  readonly #listeners = new Set<(event: ExecutionEvent) => void>();

  constructor(options: ExecutionsOptions) {
    this.#options = options;
    this.tokens = new TaskTokens(executionArn => options.records.get(executionArn) !== undefined);
  }

  get machines(): readonly RunnableMachine[] {
    return this.#options.machines;
  }

  /** Starts again what was running when the process ended. Call it once, when all services listen. */
  resume(): void {
    for (const [, record] of this.#options.records.entries()) {
      if (record.status === 'RUNNING' && !this.#live.has(record.executionArn)) this.#begin(record);
    }
  }

  /**
   * Starts an execution. The same name and input as one that still runs is that one; another use of the name is refused.
   * @param start.input JSON text
   * @throws ExecutionError StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists
   */
  start(start: { readonly stateMachineArn: string; readonly name: string; readonly input: string }): ExecutionRecord {
    const { name, input, stateMachineArn } = start;
    const executionArn = `${this.machine(stateMachineArn).arn.replace(':stateMachine:', ':execution:')}:${name}`;
    checkExecutionName(name);
    checkInput(input);
    const known = this.#options.records.get(executionArn);
    if (known?.status === 'RUNNING' && known.input === input) return known;
    if (known !== undefined) {
      throw new ExecutionError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    }
    const startedAtMs = this.#options.clock.now().getTime();
    const record: ExecutionRecord = { executionArn, stateMachineArn, name, input, status: 'RUNNING', startedAtMs };
    this.#options.records.put(executionArn, record);
    this.#begin(record);
    return record;
  }

  /** @throws ExecutionError ExecutionDoesNotExist */
  describe(executionArn: string): ExecutionRecord {
    const record = this.#options.records.get(executionArn);
    if (record !== undefined) return record;
    throw new ExecutionError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }

  /** Newest first. */
  list(stateMachineArn: string, status?: string): ExecutionRecord[] {
    return [...this.#options.records.entries()]
      .map(([, record]) => record)
      .filter(record => record.stateMachineArn === stateMachineArn && (status ?? record.status) === record.status)
      .sort((a, b) => b.startedAtMs - a.startedAtMs);
  }

  /** @throws ExecutionError StateMachineDoesNotExist */
  machine(stateMachineArn: string): RunnableMachine {
    const machine = this.#options.machines.find(({ arn }) => arn === stateMachineArn);
    if (machine !== undefined) return machine;
    throw new ExecutionError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
  }

  /** The state machine that a task token belongs to; undefined for a token of no execution. */
  machineOfToken(token: string): string | undefined {
    return this.#options.records.get(this.tokens.executionOf(token) ?? '')?.stateMachineArn;
  }

  /**
   * Ends an execution as ABORTED; one that has ended stays as it is.
   * @throws ExecutionError ExecutionDoesNotExist
   */
  async stop(executionArn: string, error?: string, cause?: string): Promise<ExecutionRecord> {
    this.describe(executionArn);
    this.#live.get(executionArn)?.abort.abort(new Stopped(error, cause));
    return this.ended(executionArn);
  }

  /** Waits for an execution's end, without asking again and again. @throws ExecutionError ExecutionDoesNotExist */
  async ended(executionArn: string): Promise<ExecutionRecord> {
    await this.#live.get(executionArn)?.ended;
    return this.describe(executionArn);
  }

  /** Tells of everything that happens. @returns ends it */
  onEvent(listener: (event: ExecutionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Leaves what is running as it is kept, to be started again. */
  async close(): Promise<void> {
    const live = [...this.#live.values()];
    for (const { abort } of live) abort.abort(new Closing('The local cloud goes down.'));
    await Promise.all(live.map(({ ended }) => ended));
  }

  #begin(record: ExecutionRecord): void {
    const abort = new AbortController();
    const ended = this.#run(record, abort).finally(() => this.#live.delete(record.executionArn));
    this.#live.set(record.executionArn, { abort, ended });
  }

  async #run(record: ExecutionRecord, abort: AbortController): Promise<void> {
    // Its caller hears of it before the first state is entered.
    await Promise.resolve();
    const { clock } = this.#options;
    let cancelTimeout: () => void = () => undefined;
    try {
      const runnable = this.machine(record.stateMachineArn);
      const { timeoutSeconds } = runnable.machine;
      if (timeoutSeconds !== undefined) {
        const timedOut = new StateError('States.Timeout', `The execution took longer than ${timeoutSeconds} seconds.`);
        cancelTimeout = clock.after(timeoutSeconds * 1000, () => abort.abort(timedOut));
      }
      const output = await this.#interpret(record, runnable, abort.signal);
      this.#finish(record, { status: 'SUCCEEDED', output: JSON.stringify(output) });
    } catch (thrown) {
      const reason = abort.signal.aborted ? reasonOf(abort.signal) : thrown;
      if (!(reason instanceof Closing)) this.#finish(record, failureOf(reason, abort.signal.aborted));
    } finally {
      cancelTimeout();
    }
  }

  #interpret(record: ExecutionRecord, runnable: RunnableMachine, signal: AbortSignal): Promise<unknown> {
    const run = this.#newRun(record, runnable);
    run.emit({ type: 'ExecutionStarted' });
    // ExecutionStarted and its end.
    run.history.add(2);
    const input: unknown = JSON.parse(record.input);
    return runMachine(runnable.machine, input, { run, signal, variables: {}, mapItem: undefined });
  }

  #newRun(record: ExecutionRecord, { name, arn, principal }: RunnableMachine): Run {
    const { integrations, clock, random } = this.#options;
    const input: unknown = JSON.parse(record.input);
    const Execution = {
      Id: record.executionArn,
      Input: input,
      Name: record.name,
      RoleArn: principal.arn,
      StartTime: new Date(record.startedAtMs).toISOString(),
      RedriveCount: 0,
    };
    return {
      clock,
      random,
      integrations,
      principal,
      tokens: this.tokens,
      executionArn: record.executionArn,
      history: new History(),
      context: { Execution, StateMachine: { Id: arn, Name: name } },
      emit: happening => this.#emit(record, happening),
    };
  }

  #finish(record: ExecutionRecord, end: Partial<ExecutionRecord> & Pick<ExecutionRecord, 'status'>): void {
    const stoppedAtMs = this.#options.clock.now().getTime();
    this.#options.records.put(record.executionArn, { ...record, ...end, stoppedAtMs });
    const { status, error, cause } = end;
    this.#emit(record, { type: 'ExecutionEnded', status, ...(error && { error }), ...(cause && { cause }) });
  }

  #emit(record: ExecutionRecord, happening: Happening): void {
    const { executionArn, stateMachineArn, name: executionName } = record;
    const event = { at: this.#options.clock.now(), executionArn, stateMachineArn, executionName, ...happening };
    for (const listener of this.#listeners) listener(event);
  }
}

function failureOf(reason: unknown, aborted: boolean): Partial<ExecutionRecord> & Pick<ExecutionRecord, 'status'> {
  const { error, causeText } = toStateError(reason);
  const failed = aborted ? 'TIMED_OUT' : 'FAILED';
  return {
    status: reason instanceof Stopped ? 'ABORTED' : failed,
    ...(error === undefined ? {} : { error }),
    ...(causeText === undefined ? {} : { cause: causeText }),
  };
}
