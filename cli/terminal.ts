import { styleText } from 'node:util';
import { type Failure, usageCode } from './failure.ts';
import { type ProgressBoard, progressBoard } from './progress-board.ts';

/** Where the command line speaks: what was asked for on stdout, all else on stderr. */
export interface Terminal {
  /** A line of the result. */
  print(line: string): void;
  /** A line for the person who waits. */
  note(line: string): void;
  fail(failure: Failure, of?: string): void;
  readonly progress: ProgressBoard;
}

export function openTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  const progress = progressBoard(stderr);
  const note = (line: string) => progress.above(line);
  return {
    print: line => stdout.write(`${line}\n`),
    note,
    fail({ code, message, place, remedy }, of) {
      // Wrong use needs no name: the line says what is wrong.
      const subject = [of, code === usageCode ? undefined : code, message].filter(part => part !== undefined);
      note(`${mark('missing', stderr)} ${subject.join(': ')}`);
      if (place !== undefined) note(`  at ${place}`);
      note(`  ${remedy}`);
    },
    progress,
  };
}

const marks = { done: ['green', '✓'], skipped: ['dim', '–'], missing: ['red', '✗'] } as const;
export type MarkName = keyof typeof marks;

/** ✓, – or ✗, in colour where the stream is a terminal and NO_COLOR is not set. */
export function mark(name: MarkName, stream: NodeJS.WriteStream): string {
  const [colour, sign] = marks[name];
  return styleText(colour, sign, { stream });
}
