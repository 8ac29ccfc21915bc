import { describe, expect, it } from 'vitest';
import type { NarrationDocument, TranslationDocument } from '../../../core/contracts/work.ts';
import type { Edition, Paragraph } from '../../../core/edition/schema.ts';
import { awaitedDocuments, type Grown, grownEdition, grownKey } from '../../../core/playback/growing.ts';
import { editionOf, spokenParagraphs } from '../../support/editions.ts';

const whole = spokenParagraphs(
  { kind: 'title', fr: ['Un.'], en: ['One.'] },
  { fr: ['Deux.', 'Trois.'], en: ['Two.', 'Three.'] },
  { fr: ['Quatre.'], en: ['Four.'] },
).map(
  ({ versions, ...paragraph }): Paragraph => ({
    ...paragraph,
    versions: Object.fromEntries(
      Object.entries(versions).map(([language, { clip, ...version }]) => {
        const file = `clips/${language}${paragraph.index}`.padEnd(70, '0');
        return [language, { ...version, ...(clip && { clip: { ...clip, file: `${file}.mp3` } }) }];
      }),
    ),
  }),
);

const opened: Edition = {
  ...editionOf(
    whole.map(({ versions, ...paragraph }) => {
      const { clip: _, ...fr } = versions.fr ?? { text: '', sentences: [], spoken: [] };
      return { ...paragraph, versions: { fr } };
    }),
  ),
  status: 'narrating',
};

/** What the steps leave for the first `count` paragraphs. */
function grown(count: number): Grown {
  const translations = new Map<string, TranslationDocument>();
  const narrations = new Map<string, NarrationDocument>();
  const paid = { characters: 0, reused: 0 };
  for (const { index, versions } of whole.slice(0, count)) {
    for (const language of ['fr', 'en'] as const) {
      const { text, sentences, spoken, clip } = versions[language] ?? { text: '', sentences: [], spoken: [] };
      if (clip === undefined) continue;
      const { durationMs, timings, words } = clip;
      const hash = clip.file.slice('clips/'.length, -'.mp3'.length);
      const engine = { engine: 'test', ...paid, markCharacters: 0 };
      narrations.set(grownKey(index, language), { hash, durationMs, bytes: 1, timings, words, spoken, ...engine });
      if (language === 'en') {
        translations.set(grownKey(index, language), {
          text,
          sentences,
          origin: 'machine',
          engine: 'test',
          ...paid,
          warnings: [],
        });
      }
    }
  }
  return { translations, narrations };
}

describe('an edition in the making', () => {
  it('is, of all its documents, what its final manifest will be', () => {
    expect(grownEdition(opened, grown(3)).paragraphs).toEqual(whole);
  });

  it('has what is there, and all of its text', () => {
    const { paragraphs } = grownEdition(opened, grown(1));
    expect(
      paragraphs.map(({ versions }) => [versions.fr?.clip !== undefined, versions.en?.clip !== undefined]),
    ).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    expect(paragraphs.map(({ versions }) => versions.fr?.text)).toEqual(['Un.', 'Deux. Trois.', 'Quatre.']);
  });

  const named = (edition: Edition, made: Grown, fromParagraph: number) =>
    awaitedDocuments(edition, made, { fromParagraph, maxParagraphs: 2 }).map(({ key }) => key.split('/').at(-1));

  it('looks for the next paragraphs that are not whole, from where one listens on, and then from the beginning', () => {
    expect(named(opened, grown(0), 0)).toEqual(['0.fr.clip.json', '0.en.json', '1.fr.clip.json', '1.en.json']);
    expect(named(opened, grown(1), 2)).toEqual(['2.fr.clip.json', '2.en.json', '1.fr.clip.json', '1.en.json']);
    expect(named(opened, grown(3), 0)).toEqual([]);
  });

  it('looks for the English clip once the English text is there', () => {
    const half = grown(1);
    const narrations = new Map([...half.narrations].filter(([key]) => key !== grownKey(0, 'en')));
    expect(named(opened, { ...half, narrations }, 0)[0]).toBe('0.en.clip.json');
  });
});
