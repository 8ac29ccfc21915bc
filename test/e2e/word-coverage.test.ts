import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../core/languages.ts';
import { defaultArticleLimits } from '../../core/limits.ts';
import { readTmx } from '../../core/memory/tmx.ts';
import type { Utterance } from '../../core/spoken/types.ts';
import { readArticle, sentencesOf } from '../../core/text/read-article.ts';
import { type LocalPolly, openLocalPolly } from '../support/local-polly.ts';
import { type Narrated, narrateAll } from '../support/narrated.ts';

const fixtures = new URL('../fixtures/timings/', import.meta.url);
const content = new URL('../../content/', import.meta.url);

let polly: LocalPolly;
beforeAll(async () => {
  polly = await openLocalPolly();
});
afterAll(() => polly.close());

function articleOf(file: URL, language: Language): Utterance[] {
  const bytes = new Uint8Array(readFileSync(file));
  const { paragraphs } = readArticle(bytes, { format: 'text', key: file.pathname, limits: defaultArticleLimits });
  return paragraphs.map(({ text, kind, sentences }) => ({ text, kind, sentences, language }));
}

function sampleInEnglish(): Utterance[] {
  const units = readTmx(readFileSync(new URL('memory.fr-en.tmx', content), 'utf8'), { source: 'fr', target: 'en' });
  return units.map(({ target }) => ({
    text: target,
    kind: 'text',
    language: 'en',
    sentences: sentencesOf(target, 'en'),
  }));
}

/** Where letters and digits stand that are to be heard: all but those of tokens that are left unspoken, by the log. */
function heardOffsets({ utterance: { text }, narration }: Narrated): number[] {
  let masked = text;
  let from = 0;
  for (const { written, spoken } of narration.spoken) {
    const at = text.indexOf(written, from);
    from = at + written.length;
    if (spoken === '') masked = masked.slice(0, at) + ' '.repeat(written.length) + masked.slice(from);
  }
  return Array.from(masked.matchAll(/[\p{L}\p{N}]/gu), ({ index }) => index);
}

/** The words of a paragraph, and those of which not every letter and digit is in a span that has a time. */
function coverage(narrated: Narrated): { readonly words: number; readonly missing: string[] } {
  const { text } = narrated.utterance;
  const timed = new Set<number>();
  for (const { start, end } of narrated.narration.words) for (let at = start; at < end; at += 1) timed.add(at);
  const heard = new Set(heardOffsets(narrated));
  const words = Array.from(text.matchAll(/[\p{L}\p{M}\p{N}\u00AD]+/gu), ({ 0: word, index }) => ({ word, index }));
  const toSay = words.filter(({ word, index }) => Array.from(word, (_, at) => heard.has(index + at)).includes(true));
  const missing = toSay.filter(({ word, index }) =>
    Array.from(word, (_, at) => heard.has(index + at) && !timed.has(index + at)).includes(true),
  );
  return { words: toSay.length, missing: missing.map(({ word }) => word) };
}

async function uncovered(utterances: readonly Utterance[]): Promise<string[]> {
  const found = (await narrateAll(polly.voice, utterances)).map(coverage);
  expect(found.reduce((total, { words }) => total + words, 0)).toBeGreaterThan(40);
  return found.flatMap(({ missing }) => missing);
}

describe('every word has a time', () => {
  it('of the sample, in both languages', async () => {
    expect(await uncovered(articleOf(new URL('telegram.fr.txt', content), 'fr'))).toEqual([]);
    expect(await uncovered(sampleInEnglish())).toEqual([]);
  });

  const files = readdirSync(fixtures);
  it('of twenty articles in two languages', () => {
    expect(files).toHaveLength(40);
  });

  it.each(files)('of %s', async file => {
    expect(await uncovered(articleOf(new URL(file, fixtures), file.endsWith('.fr.txt') ? 'fr' : 'en'))).toEqual([]);
  });
});
