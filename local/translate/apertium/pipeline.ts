import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { EngineFailed } from '../engine.ts';

/** Long-lived processes that answer one frame at a time; frames and answers end in NUL. */
export interface Pipeline {
  /**
   * @param frame not empty, without NUL
   * @returns the answer without its NUL
   * @throws EngineFailed if a stage died, the answer was empty or did not come in time; all stages are then ended,
   *   and the next call starts new ones
   */
  ask(frame: string): Promise<string>;
  /** The process group of the stages, while they run. */
  group(): number | undefined;
  /** Ends the stages; what is being asked fails. Idempotent. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 1_000;

type Stages = ChildProcessByStdio<Writable, Readable, null>;

interface Asked {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: EngineFailed) => void;
}

/**
 * @param command a shell pipeline: the kernel carries the text from stage to stage, not this process
 * @param answerTimeoutMs the longest that one frame may take; 10,000 bytes of the worst text measured took 1.2 s
 * @returns at once: the stages start with the first question
 */
export function createPipeline(command: string, answerTimeoutMs = 20_000): Pipeline {
  let running: RunningStages | undefined;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function exchange(frame: string): Promise<string> {
    if (closed) throw new EngineFailed('apertium', 'Apertium was asked after it had been closed.');
    if (running === undefined || running.ended) running = new RunningStages(command);
    return running.exchange(frame, answerTimeoutMs);
  }

  return {
    ask(frame) {
      const answer = turn.then(() => exchange(frame));
      // The asker hears of a failure; whoever is next only waits for it to be over.
      turn = answer.catch(() => undefined);
      return answer;
    },
    group: () => (running === undefined || running.ended ? undefined : running.pid),
    async close() {
      closed = true;
      await running?.close();
    },
  };
}

class RunningStages {
  readonly #stages: Stages;
  readonly #gone: Promise<void>;
  #received: Buffer[] = [];
  #asked: Asked | undefined;
  ended = false;

  constructor(command: string) {
    // A group of its own, so that one signal ends all stages; they also end by themselves when their input does.
    this.#stages = spawn('/bin/sh', ['-c', command], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#gone = new Promise(resolve => {
      this.#stages.once('close', () => resolve());
      this.#stages.once('error', () => resolve());
    });
    this.#stages.once('error', () => this.#fail('The shell that starts Apertium could not be started.'));
    this.#stages.once('close', () => this.#fail('A stage of Apertium ended by itself.'));
    this.#stages.stdin.on('error', () => this.#fail('A stage of Apertium closed its input.'));
    this.#stages.stdout.on('data', (bytes: Buffer) => this.#receive(bytes));
    this.#stages.stdout.once('end', () => this.#fail('A stage of Apertium ended by itself.'));
  }

  get pid(): number | undefined {
    return this.#stages.pid;
  }

  exchange(frame: string, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(`Apertium did not answer within ${timeoutMs} ms.`), timeoutMs);
      this.#asked = {
        resolve: answer => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: error => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#stages.stdin.write(`${frame}\0`);
    });
  }

  /** Without input the stages end one after the other by themselves; they are killed only if they do not. */
  async close(): Promise<void> {
    if (this.#asked !== undefined) this.#fail('Apertium was closed while it was translating.');
    this.#stages.stdin.end();
    const timer = setTimeout(() => this.#fail('Apertium did not end.'), CLOSE_TIMEOUT_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  #receive(bytes: Buffer): void {
    this.#received.push(bytes);
    if (!bytes.includes(0)) return;
    const answer = Buffer.concat(this.#received);
    this.#received = [];
    const asked = this.#asked;
    // More than one answer to one question: the next asker would be given somebody else's.
    if (asked === undefined || answer.indexOf(0) !== answer.length - 1) {
      this.#fail('Apertium answered what was not asked.');
    } else if (answer.length === 1) {
      // What a stage leaves behind when it is killed.
      this.#fail('Apertium answered nothing.');
    } else {
      this.#asked = undefined;
      asked.resolve(answer.toString('utf8', 0, answer.length - 1));
    }
  }

  #fail(what: string): void {
    if (this.ended) return;
    this.ended = true;
    if (this.#stages.pid !== undefined) killGroup(this.#stages.pid);
    this.#asked?.reject(new EngineFailed('apertium', what));
    this.#asked = undefined;
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
