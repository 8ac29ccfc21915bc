import type { Rule } from '../rules.ts';
import { wholeWord } from '../rules.ts';
import { amount, figures, ordinal } from './numbers.ts';

/** How French press text is read, in order of precedence. */
export const frenchRules: readonly Rule[] = [
  {
    name: 'ordinal',
    pattern: wholeWord(String.raw`(\d{1,6})(?:e|è|ème|eme|ième)(s?)`),
    speak: ([, value = '', plural = '']) => (Number(value) > 1 ? ordinal(Number(value)) + plural : undefined),
  },
  {
    name: 'first',
    pattern: wholeWord(String.raw`1(?:er|re|ère|ere)(s?)`),
    speak: ([written, plural = '']) =>
      (written.startsWith('1er') && !written.startsWith('1ere') ? 'premier' : 'première') + plural,
  },
  {
    name: 'grouped or decimal number',
    pattern: wholeWord(figures),
    speak: ([written]) => (/[ .,]/u.test(written) ? amount(written)?.words : undefined),
  },
];
