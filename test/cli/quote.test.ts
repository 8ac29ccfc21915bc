import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteLines, totalLine } from '../../cli/quote-table.ts';
import type { Quote } from '../../core/cost/quote.ts';
import { diglot, jsonLines } from './diglot.ts';

const quote: Quote = {
  translate: { characters: 2109, reused: 0 },
  narrate: { characters: 4114, reused: 1200, markCharacters: 4114 },
  speech: [],
  usd: { translate: 0.031635, narrate: 0.065824, marks: 0.065824, total: 0.163283 },
  exact: false,
  usdAtMost: 0.256753,
  basis: 'something measured',
};
const outcome = { articleId: 'a-000000', file: 'a.txt', quote, error: null, warnings: [] };

describe('the table of a quote', () => {
  it('marks what is an estimate, says what it rests on, and the most it may cost', () => {
    expect(quoteLines(outcome)).toEqual([
      'a.txt',
      '  translate              2,109 new            0 reused      0.0316 USD',
      '  speech               ~ 4,114 new        1,200 reused      0.0658 USD',
      '  speech marks         ~ 4,114 new                          0.0658 USD',
      '  total                                                     0.1633 USD, at most 0.2568',
      '  ~ is an estimate of something measured',
    ]);
  });

  it('has what reading the file had to say below it', () => {
    const message = 'The mark of a note was removed.';
    const warnings = [1, 4].map(paragraph => ({ code: 'NoteMarksRemoved' as const, message, paragraph }));
    expect(quoteLines({ ...outcome, warnings }).at(-1)).toBe(`  warning NoteMarksRemoved ×2 (p1, p4): ${message}`);
  });

  it('says that it is exact where it is', () => {
    const lines = quoteLines({ ...outcome, quote: { ...quote, exact: true, basis: null } });
    expect(lines.at(-1)).toMatch(/0\.1633 USD, exact$/u);
    expect(lines.join()).not.toContain('~');
  });

  it('has a sum below several, with the provenance of the prices; a refused article has no lines', () => {
    expect(totalLine([outcome, outcome])).toBe('2 articles: 0.3266 USD, at most 0.5135 (prices of us-east-1, 2026-11)');
    expect(quoteLines({ ...outcome, quote: null })).toEqual([]);
  });
});

const LineSchema = v.object({
  articleId: v.string(),
  file: v.string(),
  quote: v.nullable(v.looseObject({ exact: v.boolean(), usd: v.object({ total: v.number() }) })),
  error: v.nullable(v.looseObject({ code: v.string(), place: v.optional(v.string()) })),
  warnings: v.array(v.looseObject({ code: v.string(), message: v.string() })),
});

describe('diglot quote', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-quote-'));
    await writeFile(path.join(folder, 'known.txt'), 'La sécurité comme leitmotiv');
    await writeFile(path.join(folder, 'new.md'), '# Un titre\n\nIl pleut.\n');
    await mkdir(path.join(folder, 'in'));
    await writeFile(path.join(folder, 'in', 'empty.txt'), '');
    await writeFile(path.join(folder, 'old.txt'), Buffer.from('Un été à la plage, près de la forêt.\n', 'latin1'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('without a cloud looks into the data folder: a line an article, progress on stderr, 3 for what would be refused', async () => {
    const parameters = ['quote', 'known.txt', 'new.md', 'in/empty.txt', '--json', '--data', 'data'];
    const { exitCode, stdout, stderr } = await diglot(parameters, { cwd: folder });
    const lines = v.parse(v.array(LineSchema), jsonLines(stdout));
    expect(lines.map(({ file }) => file)).toEqual(['known.txt', 'new.md', 'in/empty.txt']);
    expect(lines.map(({ quote: quoted }) => quoted?.exact)).toEqual([true, false, undefined]);
    expect(lines.map(({ error }) => error?.code)).toEqual([undefined, undefined, 'EmptyArticle']);
    expect(lines[1]?.quote?.usd.total).toBeGreaterThan(0);
    // By the name that the user gave: nothing was uploaded.
    expect(lines[2]?.error?.place).toBe('in/empty.txt');
    expect(stderr).toMatch(/in\/empty\.txt: EmptyArticle: .*\n {2}at in\/empty\.txt\n/u);
    expect(exitCode).toBe(3);
  });

  it('says what it has found in reading the file, in the table and in JSON', async () => {
    const ask = (...more: string[]) => diglot(['quote', 'old.txt', '--data', 'data', ...more], { cwd: folder });
    expect((await ask()).stdout).toMatch(/\n {2}warning EncodingGuessed: .*windows-1252.*\n$/u);
    const [line] = v.parse(v.array(LineSchema), jsonLines((await ask('--json')).stdout));
    expect(line?.warnings).toMatchObject([{ code: 'EncodingGuessed' }]);
  });

  it('asked twice at the same time answers twice', async () => {
    const ask = () => diglot(['quote', 'known.txt', '--data', 'data'], { cwd: folder });
    const answers = await Promise.all([ask(), ask()]);
    expect(answers.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(answers[0].stdout).toMatch(/^known\.txt\n {2}translate +0 new +0 reused +0\.0000 USD\n[\s\S]*exact\n$/u);
    expect(answers[1].stdout).toBe(answers[0].stdout);
  });
});
