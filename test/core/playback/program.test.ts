import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languagesOf, modes } from '../../../core/playback/modes.ts';
import { programOf } from '../../../core/playback/program.ts';
import { stretchAt, stretchesOf, stretchOf, wordAt, wordAtOffset } from '../../../core/playback/stretches.ts';
import { editionOf, msPerWord, spokenParagraphs } from '../../support/editions.ts';
import { arbitraryEdition } from './arbitrary-edition.ts';

const two = spokenParagraphs(
  { fr: ['Un deux.', 'Trois.'], en: ['One two.', 'Three.'] },
  { fr: ['Quatre.'], en: ['Four.'], silent: ['en'] },
);

function shape(mode: (typeof modes)[number], status: 'complete' | 'narrating' = 'complete') {
  const { items } = programOf({ ...editionOf(two), status }, mode);
  return items.map(item =>
    item.kind === 'gap'
      ? `${item.paragraph} ${item.language} ${item.reason}`
      : `${item.paragraph} ${item.language} ${item.stretches.map(({ sentence }) => sentence).join('+')}`,
  );
}

describe('a program', () => {
  it('of one language has its clips, and tells of what is silent in it', () => {
    expect(shape('fr')).toEqual(['0 fr 0+1', '1 fr 0']);
    expect(shape('en')).toEqual(['0 en 0+1', '1 en silent']);
  });

  it('by paragraphs has each in French, then in English', () => {
    expect(shape('paragraphs')).toEqual(['0 fr 0+1', '0 en 0+1', '1 fr 0', '1 en silent']);
  });

  it('by sentences has each in French, then in English', () => {
    expect(shape('sentences')).toEqual(['0 fr 0', '0 en 0', '0 fr 1', '0 en 1', '1 fr 0', '1 en silent']);
  });

  it('of an edition in the making awaits what is not there', () => {
    expect(shape('en', 'narrating')).toEqual(['0 en 0+1', '1 en awaited']);
    // Before its sentences in the other language, as they would not be in turn.
    expect(shape('sentences', 'narrating').slice(-2)).toEqual(['1 en awaited', '1 fr 0']);
  });

  it('joins its items without a hole: each begins where the one before it ends', () => {
    fc.assert(
      fc.property(arbitraryEdition, fc.constantFrom(...modes), (edition, mode) => {
        const { items, durationMs } = programOf(edition, mode);
        let atMs = 0;
        for (const item of items) {
          expect(item.atMs).toBeCloseTo(atMs, 6);
          atMs += item.kind === 'clip' ? item.toMs - item.fromMs : 0;
        }
        expect(durationMs).toBeCloseTo(atMs, 6);
      }),
    );
  });

  it('plays all of every clip of its languages, whatever the mode', () => {
    fc.assert(
      fc.property(arbitraryEdition, fc.constantFrom(...modes), (edition, mode) => {
        const clips = edition.paragraphs.flatMap(({ versions }) =>
          languagesOf(mode).flatMap(language => versions[language]?.clip ?? []),
        );
        const total = clips.reduce((sum, { durationMs }) => sum + durationMs, 0);
        expect(programOf(edition, mode).durationMs).toBeCloseTo(total, 6);
      }),
    );
  });
});

describe('the stretches of a clip', () => {
  const version = two[0]?.versions.fr;
  const clip = version?.clip;
  if (version === undefined || clip === undefined) throw new Error('It is spoken.');

  it('begin a little before the first word of their sentence, and are the clip together', () => {
    const stretches = stretchesOf(version, clip);
    const thirdWordMs = 25 + 2 * msPerWord;
    expect(stretches).toEqual([
      { sentence: 0, fromMs: 0, toMs: thirdWordMs - 60 },
      { sentence: 1, fromMs: thirdWordMs - 60, toMs: clip.durationMs },
    ]);
  });

  it('leave out a sentence that nothing is said of', () => {
    const words = clip.words.filter(({ start }) => start > 0 && start < 9);
    const silent = { ...clip, words: words.slice(0, 1) };
    expect(stretchesOf(version, silent)).toEqual([{ sentence: 0, fromMs: 0, toMs: clip.durationMs }]);
    expect(stretchOf(stretchesOf(version, silent), 1)?.sentence).toBe(0);
  });

  it('of a clip without times are its first sentence', () => {
    expect(stretchesOf(version, { ...clip, words: [] })).toEqual([{ sentence: 0, fromMs: 0, toMs: clip.durationMs }]);
  });

  it('and its words are found by time and by place, as by looking at each', () => {
    const { words } = clip;
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 2_000 }), value => {
        expect(wordAt(words, value)).toBe(words.findLastIndex(({ ms }) => ms <= value));
        expect(wordAtOffset(words, value)).toBe(words.findLastIndex(({ start }) => start <= value));
        const stretches = stretchesOf(version, clip);
        expect(stretchAt(stretches, value)).toBe(stretches.findLast(({ fromMs }) => fromMs <= value) ?? stretches[0]);
      }),
    );
  });
});
