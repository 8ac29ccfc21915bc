import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../web/styles/', import.meta.url);
const declarations = readdirSync(folder).flatMap(file =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .map((line, index) => ({ place: `${file}:${index + 1}`, line: line.trim() })),
);

describe('the styles', () => {
  it('draw no line in one declaration with its thickness or style, which Safari would not draw at all', () => {
    const lines = declarations.filter(({ line }) => line.startsWith('text-decoration:'));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter(({ line }) => !/^text-decoration: (?:none|underline);$/u.test(line))).toEqual([]);
  });
});
