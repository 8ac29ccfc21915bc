import type { Rule } from './rules.ts';

/**
 * What no language speaks, though it is seen: emoji, note marks, ornaments; each with the marks that combine with its last
 * character, so that none of them is left to begin a cut.
 */
export const unspokenRules: readonly Rule[] = [
  {
    // Named emoji would interrupt a sentence, and no two voices name them alike.
    name: 'emoji',
    pattern: /(?:(?![©®™‼⁉ℹ↔↕])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20E3)+\p{M}*/gu,
    speak: () => '',
  },
  {
    name: 'note mark',
    pattern: /(?:\[\d{1,3}(?:[,-] ?\d{1,3}){0,5}\]|\[\^[\p{L}\p{N}_-]{1,20}\])\p{M}*/gu,
    speak: () => '',
  },
  {
    name: 'note mark in superscript',
    // A power stands after a unit, of one or two letters or written out, or after a function.
    pattern:
      /(?<=\p{Ll}{3}|[.!?…»”])(?<!(?:sin|cos|tan|log|mètres?|pieds?|pouces?|milles?|feet|foot|inch(?:es)?|miles?|yards?|metres?))[¹²³⁴-⁹][⁰¹²³⁴-⁹]?(?![\p{L}\p{N}])/gu,
    speak: () => '',
  },
  {
    name: 'ornament',
    pattern: /[*_~|•◦▪■□●○◆►▶†‡®™¶]+\p{M}*/gu,
    // Between two words it parts them still.
    speak: ({ 0: ornament, index }, { plain }) => {
      const around = `${plain[index - 1] ?? ''}${plain[index + ornament.length] ?? ''}`;
      return /^[\p{L}\p{N}]{2}$/u.test(around) ? ' ' : '';
    },
  },
];
