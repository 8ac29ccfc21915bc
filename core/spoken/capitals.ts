import { romanValue } from './roman.ts';
import type { Surroundings } from './rules.ts';

/** How a language reads capitals. */
export interface CapitalsVocabulary {
  /** Said letter by letter. */
  readonly spelledOut: ReadonlySet<string>;
  /** Said as words, with their reading. */
  readonly saidAsWord: ReadonlyMap<string, string>;
  /** Short words of the language, in capitals. */
  readonly commonWords: ReadonlySet<string>;
  /** A word as it would be written in lower case. */
  readonly lowerCased: (word: string) => string;
}

/** Letters as every voice spells them; without a last point, which could end a sentence. */
export function spell(letters: string): string {
  return Array.from(letters).join('.');
}

const capitalsBefore = /(?<!\p{L})(?:\p{Lu}[\p{Lu}']+[ ,:-]{1,3}){1,4}$/u;
const capitalsAfter = /^(?:[ ,:-]{1,3}\p{Lu}[\p{Lu}']+(?!\p{L})){1,4}/u;

/** How far the neighbours of a word in capitals are looked at. */
const neighbourhood = 60;

/** Whether a word stands among words in capitals, which are then words and no initialisms. */
function isAmongCapitals(
  word: string,
  start: number,
  { plain, allCapitals }: Surroundings,
  commonWords: ReadonlySet<string>,
): boolean {
  if (allCapitals) return true;
  const end = start + word.length;
  const before = capitalsBefore.exec(plain.slice(Math.max(0, start - neighbourhood), start))?.[0] ?? '';
  const after = capitalsAfter.exec(plain.slice(end, end + neighbourhood))?.[0] ?? '';
  const neighbours = `${before} ${after}`.match(/\p{Lu}{2,}/gu) ?? [];
  return neighbours.length > 1 || (neighbours.length > 0 && [word, ...neighbours].some(each => commonWords.has(each)));
}

/** Letters that can be said in one go: a vowel, no heap of consonants, a possible beginning. */
function isPronounceable(word: string): boolean {
  const letters = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return (
    /[AEIOUYŒÆ]/u.test(letters) &&
    !/[^AEIOUYŒÆ]{4}|[^AEIOUYŒÆ]{3}$/u.test(letters) &&
    !/^(?!(?:[BCDFGPTV][LR]|[CPSTW]H|QU|S[CKLMNPTW]|TW|KN|WR|[CG]N)[AEIORUYŒ])[^AEIOUYŒÆ]{2}(?!R[AEIOUY])/u.test(
      letters,
    )
  );
}

/**
 * Reads a word in capitals: an initialism as usage has it, a word as a word.
 * @returns undefined for what is best left to the voice
 */
export function readCapitals(
  word: string,
  start: number,
  surroundings: Surroundings,
  { spelledOut, saidAsWord, commonWords, lowerCased }: CapitalsVocabulary,
): string | undefined {
  if (!/^\p{Script=Latin}+$/u.test(word)) return undefined;
  const isAmong = isAmongCapitals(word, start, surroundings, commonWords);
  if (isAmong && commonWords.has(word)) return lowerCased(word);
  const known = saidAsWord.get(word);
  if (known !== undefined) return known;
  if (spelledOut.has(word)) return spell(word);
  if (/^[IVX]+$/u.test(word) && romanValue(word) !== undefined) return undefined;
  const isWord = isPronounceable(word) ? isAmong || word.length > 3 : word.length > 6;
  return isWord ? lowerCased(word) : spell(word);
}
