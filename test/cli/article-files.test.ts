import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { articleFiles } from '../../cli/article-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'diglot-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keysOf(...files: string[]): string[] {
  const names = files.map(file => path.join(folder, file));
  for (const name of names) {
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, 'Bonjour.');
  }
  return articleFiles(names).map(({ key }) => key);
}

describe('articleFiles', () => {
  it('keeps the name of a file, byte by byte', () => {
    const decomposed = 'e\u0301te\u0301 & œuvre +1%#.txt';
    expect(keysOf('a.txt', decomposed)).toEqual(['uploads/a.txt', `uploads/${decomposed}`]);
  });

  it('keeps as many folders as tell files of one name apart, and no more', () => {
    expect(keysOf('x/a.txt', 'y/a.txt', 'y/b.txt')).toEqual(['uploads/x/a.txt', 'uploads/y/a.txt', 'uploads/b.txt']);
    expect(keysOf('x/1/a.txt', 'y/1/a.txt', 'y/2/a.txt')).toEqual([
      'uploads/x/1/a.txt',
      'uploads/y/1/a.txt',
      'uploads/2/a.txt',
    ]);
  });

  it('takes a file once, however often and in whatever way it is named', () => {
    const file = path.join(folder, 'a.txt');
    expect(articleFiles([file, path.relative('', file), file])).toHaveLength(1);
  });
});
