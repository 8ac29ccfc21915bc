import { type Rule, wholeWord } from '../rules.ts';
import { cardinal } from './numbers.ts';

/** Two figures as said in a telephone number: `zéro un`, `quarante-deux`. */
function pair(figures: string): string {
  return figures.startsWith('0') ? `zéro ${cardinal(Number(figures.slice(1)))}` : cardinal(Number(figures));
}

function pairs(figures: string): string {
  return (figures.match(/\d{1,2}/gu) ?? []).map(pair).join(', ');
}

/** Telephone numbers, read in pairs. */
export const telephoneRules: readonly Rule[] = [
  {
    name: 'telephone number',
    pattern: wholeWord(String.raw`0[1-9](?:[ .-]?\d\d){4}`),
    speak: ([written]) => pairs(written.replaceAll(/\D/gu, '')),
  },
  {
    name: 'international telephone number',
    pattern: /(?<![\p{L}\p{N}])(?:\+|00) ?(3[23]|41|352|377) ?(?:\(0\) ?)?([1-9])((?:[ .-]?\d\d){4})(?!\d)/gu,
    speak: ([, country = '', first = '', rest = '']) =>
      `plus ${cardinal(Number(country))}, ${cardinal(Number(first))}, ${pairs(rest.replaceAll(/\D/gu, ''))}`,
  },
  {
    name: 'free telephone number',
    pattern: wholeWord(String.raw`0 ?8(\d\d) (\d{3}) (\d{3})`),
    speak: ([, first = '', second = '', third = '']) =>
      `zéro ${[`8${first}`, second, third].map(group => cardinal(Number(group))).join(', ')}`,
  },
  {
    name: 'short number',
    pattern: wholeWord(
      String.raw`(?<=(?:[Aa]ppel\p{L}{1,5}|[Cc]ompose[rz]|[Cc]ontacte[rz]|[Nn]uméro)(?: le| au)? )(3\d)(\d\d)`,
    ),
    speak: ([, first = '', second = '']) => `${pair(first)} ${pair(second)}`,
  },
];
