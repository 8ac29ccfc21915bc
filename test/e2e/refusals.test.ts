import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultArticleLimits } from '../../core/limits.ts';
import { diglot, type Ran } from '../cli/diglot.ts';
import { outcomesOf, type PrintedOutcome } from './outcome.ts';

const badFiles: Readonly<Record<string, { content: Uint8Array | string; code: string; place?: string }>> = {
  'binary.txt': { content: Uint8Array.from({ length: 4096 }, (_, index) => (index * 73) % 256), code: 'NotText' },
  'blank.md': { content: ' \n\u00A0\u200B\n', code: 'EmptyArticle' },
  'empty.txt': { content: '', code: 'EmptyArticle' },
  'five-megabytes.txt': { content: 'Bonjour. '.repeat(555_556), code: 'ArticleTooLarge' },
  'photo.txt': { content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), code: 'NotText' },
  unnamed: { content: 'Bonjour.', code: 'UnsupportedFormat' },
  'word.docx': { content: 'Bonjour.', code: 'UnsupportedFormat' },
};

describe('bad input', () => {
  let folder = '';
  let ran: Ran;
  let outcomes: PrintedOutcome[];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-refusals-'));
    await mkdir(path.join(folder, 'in'));
    for (const [name, { content }] of Object.entries(badFiles)) await writeFile(path.join(folder, 'in', name), content);
    const files = Object.keys(badFiles).map(name => path.join('in', name));
    ran = await diglot(['run', ...files, '--data', 'data', '--json'], { cwd: folder });
    outcomes = outcomesOf(ran.stdout);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('ends with 3, with a line for each file, in the order in which they were named', () => {
    expect(ran.exitCode).toBe(3);
    expect(outcomes.map(({ error }) => error?.code)).toEqual(Object.values(badFiles).map(({ code }) => code));
  });

  it('is refused with place and remedy', () => {
    for (const [index, name] of Object.keys(badFiles).entries()) {
      const { status, error, out, receipt } = outcomes[index] ?? {};
      expect({ status, out, receipt }).toEqual({ status: 'failed', out: null, receipt: null });
      expect(error?.place).toContain(name);
      expect(error?.remedy).toMatch(/^[A-Z].{20,}\.$/u);
      expect(ran.stderr).toContain(`${error?.code}: ${error?.message}`);
    }
  });

  it('too large is refused with both numbers', () => {
    const { error } = outcomes[Object.keys(badFiles).indexOf('five-megabytes.txt')] ?? {};
    expect(error?.message).toContain('5000004');
    expect(error?.message).toContain(String(defaultArticleLimits.maxBytes));
  });

  it('makes no paid call: the functions that call a paid service never ran', async () => {
    const logs = await readdir(path.join(folder, 'data', 'logs'));
    expect(logs.filter(name => /Admit/u.test(name))).not.toEqual([]);
    expect(logs.filter(name => /Translate|Narrate/u.test(name))).toEqual([]);
  });
});
