import { romanValue } from '../roman.ts';
import { type Rule, wholeWord } from '../rules.ts';
import { cardinal, ordinal } from './numbers.ts';

/** Ordinals in figures, and Roman numerals where their surroundings show that they are one. */
export const ordinalRules: readonly Rule[] = [
  {
    name: 'round of a cup',
    pattern: wholeWord(String.raw`(?<=((?:[LlDd]es|[Aa]ux) )?)1/(2|4|8|16|32)(?:e|ème|es|èmes)?(?= (?:de )?finales?)`),
    speak: ([, plural, part = '']) => roundOfCup(part) + (plural === undefined ? '' : 's'),
  },
  {
    name: 'ordinal',
    pattern: wholeWord(String.raw`(\d{1,6})(?:e|è|ᵉ|ème|eme|ième|ième)(s?)`),
    speak: ([, value = '', plural = '']) => (Number(value) > 1 ? ordinal(Number(value)) + plural : undefined),
  },
  {
    name: 'grouped ordinal',
    pattern: wholeWord(String.raw`(\d{1,3}) (000)(?:e|ème)`),
    speak: ([, thousands = '', zeros = '']) => ordinal(Number(thousands + zeros)),
  },
  {
    name: 'first',
    pattern: wholeWord(String.raw`1(?:er|re|ère|ere|ᵉʳ|ʳᵉ)(s?)`),
    speak: ([written, plural = '']) => (/^1(?:er|ᵉʳ)s?$/u.test(written) ? 'premier' : 'première') + plural,
  },
  {
    name: 'second',
    pattern: wholeWord('2n?d(e?s?)'),
    speak: ([, ending = '']) => `second${ending}`,
  },
  {
    // XVIIe-XVIIIe siècles.
    name: 'centuries',
    pattern: wholeWord('([IVX]{1,6})(?:e|ᵉ|ème)[-–]([IVX]{1,6})(?:e|ᵉ|ème)'),
    speak: ([, first = '', second = '']) => {
      const [from, to] = [romanValue(first), romanValue(second)];
      if (from === undefined || to === undefined || to <= from) return undefined;
      return `${ordinal(from)} ${to === from + 1 ? 'et' : 'à'} ${ordinal(to)}`;
    },
  },
  {
    name: 'Roman ordinal',
    pattern: wholeWord(String.raw`([IVXL]{1,7})(er|re|e|è|ᵉ|ème|ᵉʳ|ʳᵉ)(s?)`),
    speak: ([, numeral = '', ending = '', plural = '']) => romanOrdinal(numeral, ending, plural),
  },
  {
    name: 'century',
    pattern: wholeWord(String.raw`(?<=siècles? )[IVX]{1,6}|[IVX]{1,6}(?= siècle)`),
    speak: ([numeral]) => spokenRoman(numeral),
  },
  {
    name: 'numbered part',
    pattern: wholeWord(
      String.raw`(?<=(?<!\p{L})(?:chapitre|tome|livre|acte|scène|titre|article|annexe|partie|section|volume|phase|type|niveau|groupe|épisode|saison|catégorie|an|chap\.|vol\.|art\.|t\.) ?)(?!L(?!\p{L}))[IVXL]{1,7}(?!['.]\p{L})`,
      'giu',
    ),
    speak: ([numeral]) => (numeral === numeral.toUpperCase() ? spokenRoman(numeral) : undefined),
  },
  {
    name: 'century in short',
    pattern: /(?<=(?<!\p{L})[IVX]{1,6}(?:e|ᵉ|er) )s(?:\.(?! *$)|(?=\. *$))/gu,
    speak: () => 'siècle',
  },
  {
    name: 'rugby team',
    pattern: wholeWord('(?<=[LlDd][eu] |[Aa]u )(?:XV|XIII)(?= (?:de|du|tricolore|français))'),
    speak: ([numeral]) => spokenRoman(numeral),
  },
  {
    name: 'numbered name',
    pattern: wholeWord(String.raw`(?<=\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)? )[IVX]{2,6}`),
    speak: ([numeral]) => spokenRoman(numeral),
  },
  {
    name: 'king of one letter',
    pattern: wholeWord(
      String.raw`(?<=(?:Louis|Henri|Charles|Philippe|Georges?|Édouard|Edouard|Ferdinand|Alphonse|Jacques|Grégoire|Clément|Léon|Pie|Paul|Urbain|Sixte|Frédéric|Gustave|Christian|Guillaume|Mohammed|Harald|Carl|Baudouin|Élisabeth|Innocent|Benoît|Jean) )[VX]`,
    ),
    speak: ([numeral]) => spokenRoman(numeral),
  },
];

function spokenRoman(numeral: string): string | undefined {
  const value = romanValue(numeral);
  return value === undefined ? undefined : cardinal(value);
}

/** `XVIIIe`, `Ier`, `Ire`; not the words De, Ce, Le, Me, which no letter of I, V, X begins. */
function romanOrdinal(numeral: string, ending: string, plural: string): string | undefined {
  const value = romanValue(numeral);
  if (value === undefined || numeral === 'L') return undefined;
  const isFirst = /^(?:er|ᵉʳ|re|ʳᵉ)$/u.test(ending);
  if (isFirst !== (value === 1)) return undefined;
  return ordinal(value, /re|ʳᵉ/u.test(ending) ? 'f' : 'm') + plural;
}

function roundOfCup(part: string): string {
  if (part === '2') return 'demi';
  return part === '4' ? 'quart' : ordinal(Number(part));
}
