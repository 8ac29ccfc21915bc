import { mapConcurrently } from '../concurrency.ts';
import type { ParagraphDocument } from '../contracts/work.ts';
import type { Receipt } from '../edition/schema.ts';
import { type Language, languages } from '../languages.ts';
import { sum } from '../sum.ts';
import { translationRatio } from './english-length.ts';
import { type ClipCost, type CostSurroundings, paragraphCost, type ResultCost } from './paragraph-cost.ts';
import { usdOf } from './usd.ts';

/** The speech of an article in one language. */
export interface SpeechQuote {
  readonly language: Language;
  readonly characters: number;
  readonly reused: number;
  readonly markCharacters: number;
  /** False where it depends on a translation that nobody has paid for yet; then this is an estimate. */
  readonly exact: boolean;
}

/** What an article will cost: as its receipt will say what it did. */
export interface Quote extends Receipt {
  /** The same characters as in `narrate`, by language. */
  readonly speech: readonly SpeechQuote[];
  /** Whether nothing in it is an estimate. */
  readonly exact: boolean;
  /** The most it may cost: long translations, a translator that joins lines, aliases billed. */
  readonly usdAtMost: number;
  /** What the estimated part rests on; null if there is none. */
  readonly basis: string | null;
}

const estimateBasis =
  `speech of translations not made yet: ${translationRatio} characters for each of the original, ` +
  'measured on the sample article';

/** Paragraphs that are looked up at once. */
const paragraphsAtOnce = 16;

/**
 * Quotes articles that will be made in this order: what an earlier one pays for is found there by the later ones.
 * @returns the function that quotes the next article, by its paragraphs
 */
export function articleQuoter(around: CostSurroundings): (paragraphs: readonly ParagraphDocument[]) => Promise<Quote> {
  const due = new Set<string>();
  return async paragraphs => {
    const costs = await mapConcurrently(paragraphs, paragraphsAtOnce, paragraph => paragraphCost(paragraph, around));
    const translations = costs.flatMap(cost => cost.translations.map(result => payOnce(result, due)));
    const clips = costs.flatMap(cost => cost.clips.map(clip => payClipOnce(clip, due)));
    return quoteOf(translations, clips);
  };
}

/** A result that an earlier paragraph will have paid for costs nothing. */
function payOnce<Result extends ResultCost>(result: Result, due: Set<string>): Result {
  if (result.characters === 0 || !due.has(result.hash)) {
    due.add(result.hash);
    return result;
  }
  return { ...result, characters: 0, mostCharacters: 0, reused: result.reused + result.characters };
}

/** As payOnce; of a clip the sound may be there, and only its marks still to be paid for. */
function payClipOnce(clip: ClipCost, due: Set<string>): ClipCost {
  const { hash, characters, markCharacters } = clip;
  if ((characters === 0 && markCharacters === 0) || !due.has(hash)) {
    due.add(hash);
    return clip;
  }
  return { ...clip, characters: 0, markCharacters: 0, mostCharacters: 0, reused: clip.reused + characters };
}

function quoteOf(translations: readonly ResultCost[], clips: readonly ClipCost[]): Quote {
  const translated = sum(translations, ({ characters }) => characters);
  const exact = clips.every(({ isExact }) => isExact);
  return {
    translate: { characters: translated, reused: sum(translations, ({ reused }) => reused) },
    narrate: {
      characters: sum(clips, ({ characters }) => characters),
      reused: sum(clips, ({ reused }) => reused),
      markCharacters: sum(clips, ({ markCharacters }) => markCharacters),
    },
    speech: languages.map(language => speechQuote(language, clips)),
    usd: usdOf({
      translate: translated,
      speech: clips,
    }),
    exact,
    usdAtMost: usdAtMost(translations, clips),
    basis: exact ? null : estimateBasis,
  };
}

function speechQuote(language: Language, all: readonly ClipCost[]): SpeechQuote {
  const clips = all.filter(clip => clip.language === language);
  return {
    language,
    characters: sum(clips, ({ characters }) => characters),
    reused: sum(clips, ({ reused }) => reused),
    markCharacters: sum(clips, ({ markCharacters }) => markCharacters),
    exact: clips.every(({ isExact }) => isExact),
  };
}

function usdAtMost(translations: readonly ResultCost[], clips: readonly ClipCost[]): number {
  return usdOf({
    translate: sum(translations, ({ mostCharacters }) => mostCharacters),
    speech: clips.map(({ engine, hasMarks, mostCharacters }) => {
      return { engine, characters: mostCharacters, markCharacters: hasMarks ? mostCharacters : 0 };
    }),
  }).total;
}
