import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What every command is given. */
export interface CliContext {
  readonly terminal: Terminal;
  /** The clone that this program runs from: its app, its content. */
  readonly projectFolder: string;
  /** Aborted, with an Interrupted as its reason, when the user wants to leave. */
  readonly signal: AbortSignal;
  /** How to end, if not with 0. */
  endWith(code: ExitCode): void;
  /** What to say if it ends by a signal: what is kept, and how to go on; one line, that is true from now on. */
  whenStopped(line: string): void;
}

const signalNumbers = { SIGINT: 2, SIGPIPE: 13, SIGTERM: 15 } as const;

/** The user, or the system, asked us to leave; or whoever read what we print has left (SIGPIPE). */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** 128 and the signal's number. */
  readonly exitCode: number;
  readonly signal: keyof typeof signalNumbers;

  constructor(signal: keyof typeof signalNumbers) {
    super(`Ended by ${signal}.`);
    this.signal = signal;
    this.exitCode = 128 + signalNumbers[signal];
  }
}
