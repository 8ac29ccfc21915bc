import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { StateError } from './errors.ts';

/** How a task that waits for its token ends. */
export type TaskOutcome =
  | { readonly kind: 'failure'; readonly error: StateError }
  | { readonly kind: 'success'; readonly output: unknown };

/** A task that waits for its token. */
export interface PendingTask {
  readonly token: string;
  /** Never rejects: nobody may be looking yet when the answer comes. */
  readonly outcome: Promise<TaskOutcome>;
  /** Called for each heartbeat. */
  onHeartbeat: () => void;
  /** Nobody waits any more: a later answer is late. */
  close(): void;
}

export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code: 'InvalidToken' | 'TaskDoesNotExist' | 'TaskTimedOut';

  constructor(code: TokenError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly task: PendingTask;
  readonly settle: (outcome: TaskOutcome) => void;
}

const TokenSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ execution: v.string(), task: v.pipe(v.string(), v.uuid()) }),
);

/** The tasks of all executions that wait for someone to answer their token. */
export class TaskTokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #knowsExecution: (executionArn: string) => boolean;

  constructor(knowsExecution: (executionArn: string) => boolean) {
    this.#knowsExecution = knowsExecution;
  }

  open(executionArn: string): PendingTask {
    const token = Buffer.from(JSON.stringify({ execution: executionArn, task: randomUUID() })).toString('base64url');
    const { promise, resolve } = Promise.withResolvers<TaskOutcome>();
    const task: PendingTask = {
      token,
      outcome: promise,
      onHeartbeat: () => undefined,
      close: () => this.#waiting.delete(token),
    };
    this.#waiting.set(token, { task, settle: resolve });
    return task;
  }

  /** @throws TokenError */
  succeed(token: string, output: unknown): void {
    this.#end(token, { kind: 'success', output });
  }

  /** @throws TokenError */
  fail(token: string, error?: string, cause?: string): void {
    this.#end(token, { kind: 'failure', error: new StateError(error, cause) });
  }

  /** @throws TokenError */
  heartbeat(token: string): void {
    this.#find(token).task.onHeartbeat();
  }

  /** The execution whose task it is, answered or not; undefined for what is no token. */
  executionOf(token: string): string | undefined {
    const parsed = v.safeParse(TokenSchema, Buffer.from(token, 'base64url').toString());
    return parsed.success ? parsed.output.execution : undefined;
  }

  #end(token: string, outcome: TaskOutcome): void {
    const waiting = this.#find(token);
    this.#waiting.delete(token);
    waiting.settle(outcome);
  }

  #find(token: string): Waiting {
    const waiting = this.#waiting.get(token);
    if (waiting !== undefined) return waiting;
    const execution = this.executionOf(token);
    if (execution === undefined) throw new TokenError('InvalidToken', "Invalid Token: 'Invalid token'");
    if (!this.#knowsExecution(execution)) {
      throw new TokenError('TaskDoesNotExist', `Task does not exist: there is no execution ${execution}`);
    }
    throw new TokenError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
}
