import { WriteStream } from 'node:tty';
import { describe, expect, it, vi } from 'vitest';
import { progressBoard } from '../../cli/progress-board.ts';

/** What a board writes to a stream of that width; 0 for one that is no terminal. */
function written(columns: number, use: (board: ReturnType<typeof progressBoard>) => void): string {
  const output: string[] = [];
  const stream = Object.create(WriteStream.prototype, {
    isTTY: { value: columns > 0 },
    columns: { value: columns },
    rows: { value: 10 },
    write: { value: vi.fn<(text: string) => void>(text => void output.push(text)) },
  });
  if (!(stream instanceof WriteStream)) throw new TypeError('not a stream');
  use(progressBoard(stream));
  return output.join('');
}

describe('progress', () => {
  it('in a log is a line for each quarter, and none twice', () => {
    const log = written(0, board => {
      for (let done = 0; done <= 8; done += 1) board.show('a.txt', { text: `${done} of 8 clips`, share: done / 8 });
      board.show('a.txt', { text: 'publishing' });
      board.show('a.txt', { text: 'publishing' });
    });
    expect(log.split('\n')).toEqual([
      'a.txt: 0 of 8 clips',
      'a.txt: 2 of 8 clips',
      'a.txt: 4 of 8 clips',
      'a.txt: 6 of 8 clips',
      'a.txt: 8 of 8 clips',
      'a.txt: publishing',
      '',
    ]);
  });

  it('in a terminal is one line a file, drawn over, below what stays', () => {
    const showing = (board: ReturnType<typeof progressBoard>) => {
      board.show('a.txt', { text: 'reading' });
      board.show('b.txt', { text: 'reading' });
      board.show('a.txt', { text: 'publishing' });
    };
    const ending = (board: ReturnType<typeof progressBoard>) => {
      showing(board);
      board.above('✓ done');
      board.end('a.txt');
      board.end('b.txt');
    };
    expect(shownOn(written(40, showing))).toEqual(['a.txt: publishing', 'b.txt: reading']);
    expect(shownOn(written(40, ending))).toEqual(['✓ done']);
  });

  it('never wraps, as a wrapped line could not be drawn over', () => {
    const screen = written(12, board => board.show('a-long-name.txt', { text: 'reading' }));
    expect(shownOn(screen)).toEqual(['a-long-nam…']);
  });
});

const escape = '\u001B';
const command = new RegExp(`(${escape}\\[\\d+[AJ])`, 'u');

/** A terminal that knows two commands: up, and erase below. */
function shownOn(output: string): string[] {
  let lines: string[] = [];
  for (const part of output.split(command)) {
    if (!part.startsWith(escape)) lines.push(...part.split('\n').slice(0, -1));
    else if (part.endsWith('A')) lines = lines.slice(0, -Number.parseInt(part.slice('\u001B['.length), 10));
  }
  return lines;
}
