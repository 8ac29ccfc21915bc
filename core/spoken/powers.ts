import type { Rule } from './rules.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `10⁸`, `10⁻³`. Of other numbers a superscript may be the mark of a note. */
export function powerRule(words: {
  readonly power: string;
  readonly minus: string;
  readonly cardinal: (value: number) => string;
}): Rule {
  return {
    name: 'power of ten',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.,])10(⁻?)([${superscripts}]{1,3})(?![\p{L}\p{N}])`, 'gu'),
    speak: ([, minus, exponent = '']) => {
      const value = Array.from(exponent, figure => superscripts.indexOf(figure)).join('');
      const sign = minus === '' ? '' : `${words.minus} `;
      return `${words.cardinal(10)} ${words.power} ${sign}${words.cardinal(Number(value))}`;
    },
  };
}
