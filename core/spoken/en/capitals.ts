import { type CapitalsVocabulary, readCapitals, spell } from '../capitals.ts';
import { type Rule, wholeWord } from '../rules.ts';
import { commonWords, saidAsWord, spelledOut } from './initialisms.ts';
import { cardinal } from './numbers.ts';

const vocabulary: CapitalsVocabulary = { spelledOut, saidAsWord, commonWords, lowerCased: word => word.toLowerCase() };

/** Initialisms as usage has them; capitals that are words, as words. */
export const capitalRules: readonly Rule[] = [
  {
    name: 'dotted initialism',
    pattern:
      /(?<![\p{L}\p{N}.])(?:(?:\p{Lu}\.){1,7}\p{Lu}(?=\. *$)|(?:\p{Lu}\.){2,7}\p{Lu}(?=\. +\p{Lu}\p{Ll})|(?:\p{Lu}\.){2,8}(?:\p{Lu}(?![\p{L}\p{N}]))?)/gu,
    speak: ([written]) => {
      const letters = written.replaceAll('.', '');
      return saidAsWord.get(letters) ?? spell(letters);
    },
  },
  {
    name: 'letters and figures',
    pattern: /(?<![\p{L}\p{N}])(CO|NO|SO|H)([2₂])(O?)(?!\p{L})/gu,
    speak: ([, letters = '', , oxygen = '']) => `${spell(letters)} ${cardinal(2)} ${oxygen}`.trim(),
  },
  {
    name: 'word or initialism in capitals',
    pattern: wholeWord(String.raw`(\p{Lu}{2,30})(s?)`),
    speak: (match, surroundings) => {
      const [, capitals = '', plural = ''] = match;
      const spoken = readCapitals(capitals, match.index, surroundings, vocabulary);
      if (spoken === undefined || plural === '') return spoken;
      return /\.\p{Lu}$/u.test(spoken) ? `${spoken}'s` : `${spoken}s`;
    },
  },
];
