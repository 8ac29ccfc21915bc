import { type Rule, wholeWord } from '../rules.ts';
import { cardinal } from './numbers.ts';

/** Figure by figure, with a rest between the groups as they are written: `oh two oh, seven nine four six`. */
function groups(written: string): string {
  return (written.match(/\d+/gu) ?? [])
    .map(group => Array.from(group, figure => (figure === '0' ? 'oh' : cardinal(Number(figure)))).join(' '))
    .join(', ');
}

function spelled(figures: string): string {
  return Array.from(figures, figure => cardinal(Number(figure))).join(' ');
}

/** Numbers read figure by figure: telephones of Britain and North America, emergencies, flights. */
export const telephoneRules: readonly Rule[] = [
  {
    name: 'flight',
    pattern: wholeWord(String.raw`(?<=(?<!\p{L})[Ff]lights? )([A-Z]{2}) ?(\d{2,4})`),
    speak: ([, airline = '', number = '']) => `${Array.from(airline).join('.')} ${spelled(number)}`,
  },
  {
    name: 'emergency number',
    pattern: wholeWord(
      String.raw`(?<=(?:[Cc]all(?:s|ed|ing)?|[Rr](?:i|a|u)ng|[Rr]inging|[Dd]ial(?:s|l?ed|l?ing)?|[Pp]hon(?:e|ed|ing)) )(?:999|911|112|101|111)(?! (?:people|\p{Ll}{3,20}s)(?!\p{L}))`,
    ),
    speak: ([written]) => spelled(written),
  },
  {
    name: 'international telephone number',
    pattern: /(?<![\p{L}\p{N}])\+(?:44|1|353)[ -](?:\(0\) ?)?(?:\d{2,4}[ -]){1,3}\d{3,4}(?!\d)/gu,
    speak: ([written]) => `plus ${groups(written.replace('(0)', ''))}`,
  },
  {
    name: 'British telephone number',
    pattern: wholeWord(String.raw`0\d{2,4} \d{3,4}(?: ?\d{3,4})?`),
    speak: ([written]) => groups(written),
  },
  {
    name: 'American telephone number',
    pattern: /(?<![\p{L}\p{N}])(?:1[ -])?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)/gu,
    speak: ([written]) => groups(written),
  },
];
