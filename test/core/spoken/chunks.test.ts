import { describe, expect, it } from 'vitest';
import { DiglotError } from '../../../core/errors.ts';
import { pollyMaxBilledCharacters, pollyMaxTotalCharacters } from '../../../core/limits.ts';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { minChunkLimits, spokenForm } from '../../../core/spoken/spoken-form.ts';

const max = minChunkLimits.maxBilledCharacters;

/** The written text of each chunk, at the least limits. */
function writtenChunks(text: string, sentenceStarts: readonly number[] = [0]): string[] {
  const sentences = sentenceStarts.map((start, index) => ({ start, end: sentenceStarts[index + 1] ?? text.length }));
  const { chunks } = spokenForm({ text, kind: 'text', language: 'fr', sentences }, { limits: minChunkLimits });
  return chunks.map(({ spans }) => text.slice(spans[0]?.writtenStart, spans.at(-1)?.writtenEnd));
}

describe('chunks', () => {
  it('are cut at the last sentence border that fits, however far back', () => {
    const first = 'Il vint. ';
    const second = `Puis ${'mot, '.repeat(78)}fin.`;
    expect(writtenChunks(first + second, [0, first.length])).toEqual([first, second]);
  });

  it.each([
    ['a semicolon', `${'a'.repeat(100)} ; ${'b'.repeat(100)}, ${'c d '.repeat(100)}`, `${'a'.repeat(100)} ; `],
    ['a colon', `${'a'.repeat(100)}: ${'b'.repeat(100)}, ${'c d '.repeat(100)}`, `${'a'.repeat(100)}: `],
    ['a comma', `${'a'.repeat(100)}, ${'b d '.repeat(100)}`, `${'a'.repeat(100)}, `],
    ['a space', `${'a'.repeat(100)} ${'b'.repeat(400)}`, `${'a'.repeat(100)} `],
    ['the limit', 'a'.repeat(900), 'a'.repeat(max)],
  ])('without such a border are cut at %s', (_name, text, first) => {
    const chunks = writtenChunks(text);
    expect(chunks[0]).toBe(first);
    expect(chunks.join('')).toBe(text);
  });

  it('do not end within a number at its comma', () => {
    const text = `${'a'.repeat(max - 4)} 12,5`;
    expect(writtenChunks(text)).toEqual([`${'a'.repeat(max - 4)} `, '12,5']);
  });

  it.each([
    [max - 1, 1],
    [max, 1],
    [max + 1, 2],
  ])('of %i characters are %i', (length, count) => {
    expect(writtenChunks('a'.repeat(length))).toHaveLength(count);
  });

  it('never part the marks of a letter or the halves of a pair', () => {
    const accented = 'e\u0301'.repeat(max);
    expect(writtenChunks(`a${accented}`).every(chunk => !chunk.startsWith('\u0301'))).toBe(true);
    const astral = '𝔞'.repeat(max);
    expect(writtenChunks(`a${astral}`).every(chunk => chunk.isWellFormed())).toBe(true);
  });

  it('part a single letter with thousands of marks rather than fail', () => {
    const text = `a${'\u0301'.repeat(3 * max)} fin`;
    expect(writtenChunks(text).length).toBeGreaterThan(0);
  });

  it('keep the limit of all characters where entities fill it before the billed ones', () => {
    const text = '& < a '.repeat(2_000);
    const { chunks } = spokenForm({ text: text.replaceAll('&', '>'), kind: 'text', language: 'fr', sentences: [] });
    expect(Math.max(...chunks.map(({ ssml }) => ssml.length))).toBeLessThanOrEqual(pollyMaxTotalCharacters);
    expect(Math.max(...chunks.map(({ billedCharacters }) => billedCharacters))).toBeLessThanOrEqual(
      pollyMaxBilledCharacters,
    );
  });

  it('bill the larger of a substitution and what it stands for', () => {
    const billed = (text: string) =>
      spokenForm({ text, kind: 'text', language: 'fr', sentences: [] }).chunks[0]?.billedCharacters;
    expect(billed('la 56e')).toBe('la cinquante-sixième'.length);
    expect(billed('la SARL SNCF')).toBe('la SARL S.N.C.F'.length);
    expect(billed('https://exemple.fr/abc')).toBe('https://exemple.fr/abc'.length);
    expect(billed('a < b')).toBe('a < b'.length);
  });

  it('say a long address by its host and map it to all of it', () => {
    const text = `Voir https://exemple.fr/${'a'.repeat(1_500)} ici`;
    const form = spokenForm({ text, kind: 'text', language: 'fr', sentences: [] });
    expect(readAloud(form)).toBe('Voir exemple point F.R ici');
    expect(form.chunks[0]?.spans.at(1)).toMatchObject({ writtenStart: 5, writtenEnd: text.length - 4 });
  });

  it('refuse limits that could not hold a substitution, by name', () => {
    const spoken = (maxBilledCharacters: number) =>
      spokenForm(
        { text: 'a', kind: 'text', language: 'fr', sentences: [] },
        { limits: { ...minChunkLimits, maxBilledCharacters } },
      );
    expect(() => spoken(max - 1)).toThrow(DiglotError);
    expect(spoken(max).chunks).toHaveLength(1);
  });

  it('of a megabyte are made in a few seconds, in time that grows with the text', () => {
    const seconds = (length: number) => {
      const paragraph = 'Le 3/04/2021, M. Dupont a payé 12,50 € à la SNCF ; voir https://exemple.fr, etc. ';
      const text = paragraph.repeat(Math.ceil(length / paragraph.length));
      const begun = performance.now();
      spokenForm({ text, kind: 'text', language: 'fr', sentences: [] });
      return (performance.now() - begun) / 1_000;
    };
    seconds(50_000);
    const quarter = seconds(250_000);
    expect(seconds(1_000_000)).toBeLessThan(Math.max(4, 12 * quarter));
  });

  it.each(['\u0301', 'a@', '1,', 'AB ', 'a/', '& ', '« the ', 'A.', '12 h ', '\u00AD', '👨‍', "'", '[1,'])(
    'of %j repeated take no longer',
    unit => {
      const begun = performance.now();
      spokenForm({ text: unit.repeat(100_000 / unit.length), kind: 'text', language: 'fr', sentences: [] });
      expect(performance.now() - begun).toBeLessThan(10_000);
    },
  );
});

describe('stretches in another language', () => {
  const ssmlOf = (text: string, language: 'fr' | 'en' = 'fr') =>
    spokenForm({ text, kind: 'text', language, sentences: [] }).chunks[0]?.ssml;

  it.each([
    ['le mot السلام عليكم', '<lang xml:lang="arb">السلام عليكم</lang>'],
    ['Привет, мир', '<lang xml:lang="ru-RU">Привет, мир</lang>'],
    ['東京タワー', '<lang xml:lang="ja-JP">東京タワー</lang>'],
    ['北京 et', '<lang xml:lang="cmn-CN">北京</lang> et'],
    [
      '« The show must go on and we will win »',
      '« <lang xml:lang="en-US">The show must go on and we will win</lang> »',
    ],
  ])('are marked where the evidence is strong: %s', (text, expected) => {
    expect(ssmlOf(text)).toContain(expected);
  });

  it.each([
    'Київ',
    'Αθήνα',
    '« Nous avons gagné la coupe du monde »',
    '« show must »',
    'un π',
    '« The Voice, la plus belle voix »',
  ])('are left alone where it is not: %s', text => {
    expect(ssmlOf(text)).not.toContain('<lang');
  });

  it('are marked again after a cut within them', () => {
    const text = 'سلام '.repeat(200);
    const { chunks } = spokenForm({ text, kind: 'text', language: 'fr', sentences: [] }, { limits: minChunkLimits });
    expect(chunks.length).toBeGreaterThan(1);
    for (const { ssml } of chunks) {
      expect(ssml).toMatch(/^<speak>\s*<lang xml:lang="arb">[^<]+<\/lang>\s*(?:<break time="650ms"\/>)?<\/speak>$/u);
    }
  });
});
