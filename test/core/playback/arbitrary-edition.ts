import fc from 'fast-check';
import type { Edition } from '../../../core/edition/schema.ts';
import { editionOf, spokenParagraphs, type Written } from '../../support/editions.ts';

const sentence = fc.integer({ min: 1, max: 5 }).map(words => `${'mot '.repeat(words).trim()}.`);

const written: fc.Arbitrary<Written> = fc
  .record({
    pairs: fc.array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 4 }),
    silent: fc.subarray(['fr', 'en'] as const),
  })
  .map(({ pairs, silent }) => ({ fr: pairs.map(([fr]) => fr), en: pairs.map(([, en]) => en), silent }));

/** Editions of a few paragraphs, some of them silent in a language or in both. */
export const arbitraryEdition: fc.Arbitrary<Edition> = fc
  .tuple(fc.array(written, { maxLength: 6 }), fc.constantFrom('complete', 'narrating'))
  .map(([paragraphs, status]) => ({ ...editionOf(spokenParagraphs(...paragraphs)), status }));
