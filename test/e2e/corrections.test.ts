import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awaitEdition } from '../../cli/cloud/await-edition.ts';
import { correctMemory } from '../../cli/cloud/memory.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { memoryKey } from '../../core/keys.ts';
import { readTmx } from '../../core/memory/tmx.ts';
import { diglot } from '../cli/diglot.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';
import { outcomesOf } from './outcome.ts';

const timeoutMs = 300_000;
const letter = 'Une lettre\n\nIl pleut sur Nantes. Il a « 36 » ans.\n\nElle part demain.\n';
const memory = memoryKey('fr', 'en');

let cloud: CountingCloud;
let edition: Edition;
beforeAll(async () => {
  cloud = await openCountingCloud();
  edition = await cloud.make('lettre.txt', letter);
}, timeoutMs);
beforeEach(() => cloud.clearBill());
afterAll(() => cloud.close());

function correct(articleId: string, sentenceId: string, text: string, ...more: string[]) {
  return diglot(['correct', articleId, sentenceId, text, '--local', '--data', cloud.dataFolder, ...more]);
}

async function readMemory(): Promise<string> {
  const at = { Bucket: cloud.target.buckets.articles, Key: memory };
  return (await (await cloud.target.s3.send(new GetObjectCommand(at))).Body?.transformToString()) ?? '';
}

function english(of: Edition) {
  return of.paragraphs.map(({ versions }) => versions.en);
}

describe('diglot correct', () => {
  it(
    'pays for the one clip that speaks the sentence, and for nothing else',
    async () => {
      const { exitCode, stdout, stderr } = await correct(edition.article.id, 'p1s1', 'He is 36 years old.', '--json');
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const [outcome] = outcomesOf(stdout);
      expect(outcome).toMatchObject({ status: 'complete', receipt: { translate: { characters: 0 } } });
      expect(cloud.bill).toMatchObject({ translations: [], speech: [expect.any(Number)], marks: [expect.any(Number)] });
      expect(outcome?.receipt?.narrate.characters).toBe(cloud.bill.speech[0]);
    },
    timeoutMs,
  );

  it(
    'leaves what stands beside it as it was',
    async () => {
      const remade = await cloud.make('lettre.txt', letter);
      expect(cloud.bill).toEqual({ translations: [], speech: [], marks: [] });
      expect(english(remade)[1]).toMatchObject({
        text: 'They say: Il pleut sur Nantes. He is 36 years old.',
        sentences: [
          { id: 'p1s0', origin: 'machine' },
          { id: 'p1s1', origin: 'memory' },
        ],
      });
      for (const index of [0, 2]) {
        expect(english(remade)[index]?.clip?.file).toBe(english(edition)[index]?.clip?.file);
      }
    },
    timeoutMs,
  );

  it(
    'holds for every article with that sentence, however it is typed',
    async () => {
      const other = await cloud.make('autre.txt', 'Il a\u00A0"36"  ans.');
      expect(english(other)[0]).toMatchObject({ text: 'He is 36 years old.', origin: 'memory' });
      expect(cloud.bill.translations).toEqual([]);
    },
    timeoutMs,
  );

  it('says in the memory who corrected it, and when', async () => {
    await correctMemory(cloud.target, correction('p9s9', 'Ada'));
    expect(await readMemory()).toContain('<prop type="x-corrected-by">Ada</prop>');
  });

  it('loses none of ten corrections that are made at once', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `p8s${index}`);
    await Promise.all(ids.map(id => correctMemory(cloud.target, correction(id, 'Ada'))));
    const sources = readTmx(await readMemory(), { source: 'fr', target: 'en' }).map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining(ids.map(id => `Phrase ${id}.`)));
  });

  it('is refused for what is not there, with what is', async () => {
    const ran = await Promise.all([
      correct(edition.article.id, 'p1s7', 'Text.'),
      correct(edition.article.id, 'p1s1', '  '),
      correct('lettre', 'p1s1', 'Text.'),
    ]);
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
    expect(ran[0].stderr).toContain('Paragraph 1 has p1s0, p1s1.');
    expect(ran[2].stderr).toContain('There is no edition of "lettre".');
  });

  it('is refused for an article that failed, with what to do about that', async () => {
    const upload = await cloud.upload('vide.txt', '');
    await awaitEdition(cloud.target, upload, { signal: new AbortController().signal, onProgress: () => undefined });
    const { exitCode, stderr } = await correct(upload.articleId, 'p0s0', 'Text.');
    expect(stderr).toContain(`${upload.articleId} failed, and has no sentences: The file is empty: 0 bytes.`);
    expect(stderr).toContain(`Upload it again, corrected: npx diglot add FILE --local --data "${cloud.dataFolder}"`);
    expect(exitCode).toBe(2);
  });

  it(
    'is refused for an article that leaves the memory aside',
    async () => {
      const { article } = await cloud.make('machine.txt', 'Il neige.', false);
      const { exitCode, stderr } = await correct(article.id, 'p0s0', 'Snow falls.');
      expect(stderr).toContain('uploaded with --no-memory');
      expect(exitCode).toBe(2);
    },
    timeoutMs,
  );

  it('leaves a memory that it cannot read as it is, and says where it is broken', async () => {
    const at = { Bucket: cloud.target.buckets.articles, Key: memory };
    await cloud.target.s3.send(new PutObjectCommand({ ...at, Body: '<tmx><body>' }));
    const { exitCode, stderr } = await correct(edition.article.id, 'p1s1', 'Text.');
    expect(stderr).toContain('InvalidMemory');
    expect(exitCode).toBe(3);
    expect(await readMemory()).toBe('<tmx><body>');
  });
});

function correction(sentenceId: string, by: string) {
  const at = '2026-11-23T10:00:00.000Z';
  return { articleId: 'essai', sentenceId, source: `Phrase ${sentenceId}.`, target: 'A sentence.', by, at };
}
