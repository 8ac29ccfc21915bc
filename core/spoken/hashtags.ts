import type { Rule } from './rules.ts';

/** `#BalanceTonPorc` is said word by word; both languages call the sign by its English name. */
export const hashtagRules: readonly Rule[] = [
  {
    name: 'hashtag of several words',
    pattern: /(?<![\p{L}\p{N}&])#((?:\p{Lu}\p{Ll}{1,20}){2,6})(?![\p{L}\p{N}_])/gu,
    speak: ([, name = '']) => `hashtag ${name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')}`,
  },
  { name: 'hashtag', pattern: /(?<![\p{L}\p{N}&])#(?=\p{L})/gu, speak: () => 'hashtag' },
];
