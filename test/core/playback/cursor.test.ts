import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cursor,
  clipAt,
  cursorAtMs,
  cursorOf,
  firstFrom,
  passedOver,
  programMs,
  spotAt,
} from '../../../core/playback/cursor.ts';
import { languagesOf, modes } from '../../../core/playback/modes.ts';
import { type Program, programOf } from '../../../core/playback/program.ts';
import { paragraphStep, repeatUnit, sentenceStep } from '../../../core/playback/steps.ts';
import { editionOf, spokenParagraphs } from '../../support/editions.ts';
import { arbitraryEdition } from './arbitrary-edition.ts';

const arbitraryProgram = fc
  .tuple(arbitraryEdition, fc.constantFrom(...modes), fc.constantFrom(...modes))
  .map(([edition, mode, other]) => ({ edition, program: programOf(edition, mode), other: programOf(edition, other) }))
  .filter(({ program }) => program.durationMs > 0);

/** Every program with a moment in it. */
const moment = fc
  .tuple(arbitraryProgram, fc.double({ min: 0, max: 0.999_999, noNaN: true }))
  .map(([made, part]) => ({ ...made, atMs: part * made.program.durationMs }));

function some<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There is one.');
  return value;
}

describe('a cursor', () => {
  it('of a moment is that moment again', () => {
    fc.assert(
      fc.property(moment, ({ program, atMs }) => {
        const cursor = some(cursorAtMs(program, atMs));
        expect(clipAt(program, cursor.item)).toBeDefined();
        expect(programMs(program, cursor)).toBeCloseTo(atMs, 6);
      }),
    );
  });

  it('is kept by the spot of the text that it stands for', () => {
    fc.assert(
      fc.property(moment, ({ program, atMs }) => {
        const cursor = some(cursorAtMs(program, atMs));
        const again = some(cursorOf(program, some(spotAt(program, cursor))));
        expect(programMs(program, again)).toBeCloseTo(atMs, 6);
      }),
    );
  });

  it('in another mode goes on at the very moment if its language is spoken there, else at the counterpart of its sentence', () => {
    fc.assert(
      fc.property(moment, ({ program, other, atMs, edition }) => {
        const spot = some(spotAt(program, some(cursorAtMs(program, atMs))));
        const cursor = cursorOf(other, spot);
        const hasCounterpart = languagesOf(other.mode).some(
          language => edition.paragraphs[spot.paragraph]?.versions[language]?.clip !== undefined,
        );
        if (!hasCounterpart) {
          if (cursor !== undefined) {
            expect(other.items[cursor.item]?.paragraph).toBeGreaterThanOrEqual(spot.paragraph);
          }
          return;
        }
        const reached = some(spotAt(other, some(cursor)));
        expect([reached.paragraph, reached.sentence]).toEqual([spot.paragraph, spot.sentence]);
        if (languagesOf(other.mode).includes(spot.language)) expect(reached).toEqual(spot);
        else
          expect(reached.ms).toBe(
            some(clipAt(other, some(cursor).item)).stretches.find(({ sentence }) => sentence === spot.sentence)?.fromMs,
          );
      }),
    );
  });

  it('never stands in what is silent for good', () => {
    fc.assert(
      fc.property(arbitraryProgram, fc.nat(30), ({ program }, from) => {
        const cursor = firstFrom(program, from);
        if (cursor === undefined) return;
        const item = some(program.items[cursor.item]);
        expect(item.kind === 'clip' || item.reason === 'awaited').toBe(true);
        expect(passedOver(program, from, cursor.item)).toHaveLength(cursor.item - Math.min(from, cursor.item));
      }),
    );
  });
});

describe('the steps of a program', () => {
  const start = (program: Program): Cursor => some(firstFrom(program, 0));

  it('by sentences go through every sentence forth, and through the same ones back', () => {
    fc.assert(
      fc.property(arbitraryProgram, ({ program: { mode, ...rest } }) => {
        const program = { mode, ...rest, items: rest.items.filter(({ kind }) => kind === 'clip') };
        const forth: Cursor[] = [];
        for (let at: Cursor | undefined = start(program); at !== undefined; at = sentenceStep(program, at, 1))
          forth.push(at);
        const sentences = program.items.flatMap(item => (item.kind === 'clip' ? item.stretches : []));
        if (mode !== 'sentences') expect(forth).toHaveLength(sentences.length);
        const back = [some(forth.at(-1))];
        while (back.length < forth.length) back.push(some(sentenceStep(program, some(back.at(-1)), -1)));
        expect(back.toReversed()).toEqual(forth);
        // The first has none before it.
        expect(sentenceStep(program, some(forth[0]), -1)).toEqual(forth[0]);
      }),
    );
  });

  const program = programOf(
    editionOf(
      spokenParagraphs(
        { fr: ['Un deux trois quatre cinq six.', 'Sept.'], en: ['One.', 'Seven.'] },
        { fr: ['Huit neuf dix onze douze treize.'], en: ['Eight.'] },
      ),
    ),
    'fr',
  );

  it('back go to the beginning of what one is well within, else to the one before', () => {
    expect(sentenceStep(program, { item: 1, ms: 2_000 }, -1)).toEqual({ item: 1, ms: 0 });
    expect(paragraphStep(program, { item: 1, ms: 2_000 }, -1)).toEqual({ item: 1, ms: 0 });
    expect(sentenceStep(program, { item: 1, ms: 200 }, -1)).toEqual({ item: 0, ms: 2_365 });
    expect(paragraphStep(program, { item: 1, ms: 200 }, -1)).toEqual({ item: 0, ms: 0 });
  });

  it('forth end with the last', () => {
    expect(paragraphStep(program, { item: 0, ms: 0 }, 1)).toEqual({ item: 1, ms: 0 });
    expect(paragraphStep(program, { item: 1, ms: 0 }, 1)).toBeUndefined();
    expect(sentenceStep(program, { item: 1, ms: 0 }, 1)).toBeUndefined();
  });

  it('repeat a sentence; in a program by sentences the pair of it', () => {
    expect(repeatUnit(program, { item: 0, ms: 100 })).toEqual({ from: { item: 0, ms: 0 }, endItem: 0, endMs: 2_365 });
    const pairs = programOf(editionOf(spokenParagraphs({ fr: ['Un.', 'Deux.'], en: ['One.', 'Two.'] })), 'sentences');
    expect(repeatUnit(pairs, { item: 3, ms: 700 })).toEqual({ from: { item: 2, ms: 365 }, endItem: 3, endMs: 900 });
  });
});
