import { hashtagRules } from '../hashtags.ts';
import { type Rule, wholeWord } from '../rules.ts';

const signs: ReadonlyMap<string, string> = new Map([
  ['&', 'et'],
  ['=', 'égale'],
  ['@', 'arobase'],
  ['©', 'copyright'],
  ['§', 'paragraphe'],
  ['×', 'fois'],
  ['÷', 'divisé par'],
  ['≈', 'environ'],
  ['≥', 'supérieur ou égal à'],
  ['≤', 'inférieur ou égal à'],
  ['≠', 'différent de'],
  ['%', 'pour cent'],
  ['‰', 'pour mille'],
  ['$', 'dollars'],
  ['→', 'vers'],
]);

/** Signs that stand for a word. */
export const symbolRules: readonly Rule[] = [
  {
    name: 'approximately',
    pattern: /(?<![\p{L}\p{N}])~ ?(?=\d)/gu,
    speak: () => 'environ',
  },
  { name: 'all-wheel', pattern: wholeWord('4[x×]4'), speak: () => 'quatre-quatre' },
  {
    // Length by width by height; the relay of 4 x 100 m is times.
    name: 'dimensions',
    pattern:
      /(?<=\d ?)[x×](?= ?\d{1,4}(?:,\d{1,2})?(?: ?[x×] ?\d{1,4}(?:,\d{1,2})? ?m| ?(?:[x×] ?\d{1,4}(?:,\d{1,2})? ?)?[cm]m)(?!\p{L}))/gu,
    speak: () => 'sur',
  },
  {
    // Of a rating: AA-, BBB-.
    name: 'minus',
    pattern: /(?<=(?<![\p{L}\p{N}])(?:A{1,3}|B{2,3}|C{2,3}))-(?=$|[ ,.;:!?)»"])/gu,
    speak: () => ' moins',
  },
  { name: 'times', pattern: /(?<=\d ?)[x×](?= ?\d| plus(?!\p{L})| moins(?!\p{L}))/gu, speak: () => 'fois' },
  { name: 'number of rank', pattern: /#(?=\d)/gu, speak: () => 'numéro' },
  ...hashtagRules,
  {
    name: 'plus',
    pattern: /(?<=[\p{L}\p{N}] ?)\+(?=$|[ ,.;:!?)»"+]|\d)|(?<![^ ])\+(?= ?\d)/gu,
    speak: () => 'plus',
  },
  {
    name: 'comparison',
    pattern: /[<>](?= ?\d)/gu,
    speak: ([sign]) => (sign === '<' ? 'inférieur à' : 'supérieur à'),
  },
  {
    // Written for both genders at once; no voice can say the point.
    name: 'both genders',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(\p{L}{2,30})(?:[·•]\p{Ll}{1,5}(?:[·•]s|(?<=s))?|\((?:e|ne|le|ère|re|se|trice|euse)\)s?)(?!\p{L})`,
      'gu',
    ),
    speak: ([written, noun = '']) => (written.endsWith('s') ? `${noun}s` : noun),
  },
  {
    name: 'and or',
    pattern: wholeWord('et/ou'),
    speak: () => 'et ou',
  },
  {
    name: 'rate of a second or minute',
    pattern: /(?<=\d \p{Ll}{3,20} ?)\/ ?(s|min|seconde|minute)(?![\p{L}\p{N}])/gu,
    speak: ([, unit = '']) => (unit.startsWith('s') ? 'par seconde' : 'par minute'),
  },
  {
    name: 'rate',
    pattern: /(?<=\p{L} ?)\/(?= ?(?:an|mois|jour|semaine|heure|nuit|personne|habitant)(?!\p{L}))/gu,
    speak: () => 'par',
  },
  {
    name: 'stroke between words',
    pattern: /(?<=\p{L})\/(?=\p{L})/gu,
    speak: () => ' ',
  },
  {
    name: 'sign',
    pattern: new RegExp(`[${[...signs.keys()].join('')}]`, 'gu'),
    speak: ([sign]) => signs.get(sign),
  },
];
