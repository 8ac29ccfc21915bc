import { type CapitalsVocabulary, readCapitals, spell } from '../capitals.ts';
import { type Rule, wholeWord } from '../rules.ts';
import { restoreAccents } from './accents.ts';
import { commonWords, saidAsWord, spelledOut } from './initialisms.ts';
import { cardinal } from './numbers.ts';

const vocabulary: CapitalsVocabulary = {
  spelledOut,
  saidAsWord,
  commonWords,
  lowerCased: word => restoreAccents(word.toLowerCase()),
};

/** Initialisms as usage has them; capitals that are words, as words. */
export const capitalRules: readonly Rule[] = [
  {
    name: 'dotted initialism',
    pattern:
      /(?<![\p{L}\p{N}.])(?:(?:\p{Lu}\.-?){1,7}\p{Lu}(?=\. *$)|(?:\p{Lu}\.-?){2,7}\p{Lu}(?=\. +\p{Lu}\p{Ll})|(?:\p{Lu}\.-?){2,8}(?:\p{Lu}(?![\p{L}\p{N}]))?)/gu,
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
    pattern: /(?<![\p{L}\p{N}])(CO|NO|SO|O|H)₂(O?)(?!\p{L})/gu,
    speak: ([, letters = '', oxygen = '']) => `${spell(letters)} deux ${oxygen}`.trim(),
  },
  {
    name: 'word or initialism in capitals',
    pattern: wholeWord(String.raw`(\p{Lu}{2,30})s?`),
    speak: (match, surroundings) => readCapitals(match[1] ?? '', match.index, surroundings, vocabulary),
  },
];
