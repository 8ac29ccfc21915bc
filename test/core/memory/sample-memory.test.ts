import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultArticleLimits } from '../../../core/limits.ts';
import { memoryOf } from '../../../core/memory/memory.ts';
import { readTmx } from '../../../core/memory/tmx.ts';
import { readArticle } from '../../../core/text/read-article.ts';

const content = new URL('../../../content/', import.meta.url);
const document = readFileSync(new URL('memory.fr-en.tmx', content), 'utf8');
const units = readTmx(document, { source: 'fr', target: 'en' });

/** Every sentence of the sample, as the pipeline cuts it. */
function sampleSentences(): string[] {
  const bytes = new Uint8Array(readFileSync(new URL('telegram.fr.txt', content)));
  const read = readArticle(bytes, { format: 'text', key: 'telegram.fr.txt', limits: defaultArticleLimits });
  return read.paragraphs.flatMap(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end)));
}

describe('content/memory.fr-en.tmx', () => {
  it('holds the sample article, sentence by sentence, and nothing else', () => {
    expect(units.map(({ source }) => source)).toEqual(sampleSentences());
  });

  it('translates every sentence of it', () => {
    const memory = memoryOf(units);
    const untranslated = sampleSentences().filter(sentence => memory.lookup(sentence) === undefined);
    expect(untranslated).toEqual([]);
  });

  it('keeps the numbers, and opens and closes every quote', () => {
    // 5e is 5th; the 36 of the milliardaire de 36 ans is the 36-year-old billionaire's.
    const numbers = (text: string) => (text.match(/\d+/gu) ?? []).sort();
    for (const { source, target } of units) expect(numbers(target)).toEqual(numbers(source));
    const english = units.map(({ target }) => target).join(' ');
    expect(english.match(/“/gu)).toHaveLength(english.match(/”/gu)?.length ?? 0);
    expect(english).not.toMatch(/[«»"]/u);
  });

  it('says that an AI model wrote it and that no person has reviewed it', () => {
    expect(document).toContain('creationid="an AI model"');
    expect(document).toContain('<prop type="x-reviewed">no</prop>');
    expect(document).toMatch(
      /<note xml:lang="en">Every translation in this file was written by an AI model\. No person/u,
    );
  });
});
