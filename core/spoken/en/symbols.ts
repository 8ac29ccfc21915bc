import { hashtagRules } from '../hashtags.ts';
import { alternatives, type Rule, wholeWord } from '../rules.ts';
import { cardinal, ordinal } from './numbers.ts';

const signs: ReadonlyMap<string, string> = new Map([
  ['&', 'and'],
  ['=', 'equals'],
  ['@', 'at'],
  ['©', 'copyright'],
  ['×', 'times'],
  ['÷', 'divided by'],
  ['≈', 'about'],
  ['≥', 'at least'],
  ['≤', 'at most'],
  ['≠', 'not equal to'],
  ['%', 'percent'],
  ['$', 'dollars'],
  ['€', 'euros'],
  ['£', 'pounds'],
  ['→', 'to'],
]);

const fractionSigns: ReadonlyMap<string, string> = new Map([
  ['½', 'a half'],
  ['⅓', 'a third'],
  ['⅔', 'two thirds'],
  ['¼', 'a quarter'],
  ['¾', 'three quarters'],
  ['⅛', 'an eighth'],
]);

function partName(denominator: number, several: boolean): string {
  if (denominator === 2) return several ? 'halves' : 'half';
  const name = denominator === 4 ? 'quarter' : ordinal(denominator);
  return several ? `${name}s` : name;
}

/** `two thirds`, `one tenth`, `eight out of ten`. */
function fraction(above: number, below: number): string | undefined {
  if (below < 2) return undefined;
  const isFraction = above > 0 && above < below && (below < 10 || above === 1);
  return isFraction
    ? `${cardinal(above)} ${partName(below, above > 1)}`
    : `${cardinal(above)} out of ${cardinal(below)}`;
}

/** Signs that stand for a word, and fractions. */
export const symbolRules: readonly Rule[] = [
  {
    name: 'number and fraction sign',
    pattern: /(?<![\p{L}\p{N}])(\d{1,6}) ?([½⅓⅔¼¾⅛])/gu,
    speak: ([, whole = '', sign = '']) => `${cardinal(Number(whole))} and ${fractionSigns.get(sign)}`,
  },
  { name: 'fraction sign', pattern: /[½⅓⅔¼¾⅛]/gu, speak: ([sign]) => fractionSigns.get(sign) },
  {
    name: 'emergency',
    pattern: wholeWord('9/11'),
    speak: () => 'nine eleven',
  },
  {
    name: 'fraction or mark',
    pattern: wholeWord(String.raw`(?<![\d/.,])(\d{1,2})/(\d{1,3})(?![/\d])`),
    speak: ([, above = '', below = '']) => fraction(Number(above), Number(below)),
  },
  { name: 'approximately', pattern: /(?<![\p{L}\p{N}])~ ?(?=[$£€]?\d)/gu, speak: () => 'about' },
  { name: 'four by four', pattern: wholeWord('4[x×]4'), speak: () => 'four by four' },
  {
    // Of a canvas, a plot, a relay: of lengths.
    name: 'by',
    pattern: /(?<=\d ?(?:in|ft|[cm]?m)? ?)[x×](?= ?\d{1,5}(?:\.\d{1,2})? ?(?:in|ft|[ckm]?m)(?!\p{L}))/gu,
    speak: () => 'by',
  },
  { name: 'times', pattern: /(?<=\d ?)[x×](?= ?\d| \p{Ll})/gu, speak: () => 'times' },
  { name: 'number of rank', pattern: /#(?=\d)/gu, speak: () => 'number' },
  ...hashtagRules,
  {
    name: 'plus',
    pattern: /(?<=[\p{L}\p{N}] ?)\+(?=$|[ ,.;:!?)”"+]|\d)|(?<![^ ])\+(?= ?\d)/gu,
    speak: () => 'plus',
  },
  { name: 'comparison', pattern: /[<>](?= ?\d)/gu, speak: ([sign]) => (sign === '<' ? 'less than' : 'more than') },
  { name: 'and or', pattern: wholeWord('and/or'), speak: () => 'and or' },
  { name: 'stroke between words', pattern: /(?<=\p{L})\/(?=\p{L})/gu, speak: () => ' ' },
  { name: 'sign', pattern: new RegExp(alternatives(signs.keys()), 'gu'), speak: ([sign]) => signs.get(sign) },
];
