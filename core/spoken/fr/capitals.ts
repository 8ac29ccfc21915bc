import { romanValue } from '../roman.ts';
import { type Rule, type Surroundings, wholeWord } from '../rules.ts';
import { restoreAccents } from './accents.ts';
import { commonWords, saidAsWord, spelledOut } from './initialisms.ts';
import { cardinal } from './numbers.ts';

/** Letters as every voice spells them; without a last point, which could end a sentence. */
export function spell(letters: string): string {
  return letters.split('').join('.');
}

function lowerCased(word: string): string {
  return restoreAccents(word.toLowerCase());
}

/** Letters that can be said in one go: every third at the latest a vowel, no heap of consonants at the ends. */
function isPronounceable(word: string): boolean {
  const letters = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return (
    /[AEIOUY]/u.test(letters) &&
    !/[^AEIOUY]{4}|[^AEIOUY]{3}$/u.test(letters) &&
    !/^(?!(?:[BCDFGPTV][LR]|[CPST]H|QU|S[CPT])[AEIOURY]|[CG]N)[^AEIOUY]{2}/u.test(letters)
  );
}

const capitalsBefore = /(?<!\p{L})(?:\p{Lu}[\p{Lu}']+[ ,:-]{1,3}){1,4}$/u;
const capitalsAfter = /^(?:[ ,:-]{1,3}\p{Lu}[\p{Lu}']+(?!\p{Ll})){1,4}/u;

/** How far the neighbours of a word in capitals are looked at. */
const neighbourhood = 60;

/** Whether a word stands among words in capitals, which are then words and no initialisms. */
function isAmongCapitals(word: string, start: number, { plain, allCapitals }: Surroundings): boolean {
  if (allCapitals) return true;
  const end = start + word.length;
  const before = capitalsBefore.exec(plain.slice(Math.max(0, start - neighbourhood), start))?.[0] ?? '';
  const after = capitalsAfter.exec(plain.slice(end, end + neighbourhood))?.[0] ?? '';
  const neighbours = `${before} ${after}`.match(/\p{Lu}{2,}/gu) ?? [];
  return neighbours.length > 1 || (neighbours.length > 0 && [word, ...neighbours].some(each => commonWords.has(each)));
}

function readCapitals(word: string, amongCapitals: boolean): string | undefined {
  const asWord = saidAsWord.get(word);
  if (amongCapitals && commonWords.has(word)) return lowerCased(word);
  if (asWord !== undefined) return asWord;
  if (spelledOut.has(word)) return spell(word);
  if (romanValue(word) !== undefined && /^[IVX]+$/u.test(word)) return undefined;
  if (!isPronounceable(word)) return word.length <= 6 ? spell(word) : lowerCased(word);
  if (amongCapitals || word.length >= 4) return lowerCased(word);
  return spell(word);
}

/** Initialisms as usage has them; capitals that are words, as words. */
export const capitalRules: readonly Rule[] = [
  {
    name: 'dotted initialism',
    pattern: /(?<![\p{L}\p{N}.])(?:\p{Lu}\.-?){2,8}(?:\p{Lu}(?![\p{L}\p{N}]))?/gu,
    speak: ([written]) => {
      const letters = written.replaceAll(/[.-]/gu, '');
      return saidAsWord.get(letters) ?? spell(letters);
    },
  },
  {
    name: 'letters and figures',
    pattern: wholeWord(String.raw`(CO|NO|SO|TF|BFM|H|PM)(\d{1,3})(O?)`),
    speak: ([, letters = '', figures = '', oxygen = '']) =>
      [spell(letters), cardinal(Number(figures)), oxygen].join(' ').trim(),
  },
  {
    name: 'chemical subscript',
    pattern: wholeWord('(CO|NO|SO|O|H)₂(O?)'),
    speak: ([, letters = '', oxygen = '']) => `${spell(letters)} deux ${oxygen}`.trim(),
  },
  {
    name: 'word or initialism in capitals',
    pattern: wholeWord(String.raw`(\p{Lu}{2,30})s?`),
    speak: (match, surroundings) => {
      const [, capitals = ''] = match;
      return readCapitals(capitals, isAmongCapitals(capitals, match.index, surroundings));
    },
  },
];
