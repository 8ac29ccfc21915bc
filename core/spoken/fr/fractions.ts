import { type Rule, wholeWord } from '../rules.ts';
import { isFeminineNoun } from './feminine.ts';
import { amount, cardinal, ordinal } from './numbers.ts';
import { units } from './units.ts';

const signs: ReadonlyMap<string, string> = new Map([
  ['½', 'un demi'],
  ['⅓', 'un tiers'],
  ['⅔', 'deux tiers'],
  ['¼', 'un quart'],
  ['¾', 'trois quarts'],
  ['⅕', 'un cinquième'],
  ['⅛', 'un huitième'],
]);

const afterNumber: ReadonlyMap<string, string> = new Map([
  ['½', 'et demi'],
  ['¼', 'un quart'],
  ['¾', 'trois quarts'],
  ['⅓', 'un tiers'],
  ['⅔', 'deux tiers'],
]);

/** What is counted by halves. */
const halved =
  'heures?|jours?|semaines?|mois|ans|années?|siècles?|minutes?|kilos?|tonnes?|litres?|mètres?|kilomètres?|pages?|points?|étoiles?|' +
  'tasses?|verres?|cuillères?|cuillerées?|sachets?|fois|euros?|millions?|milliards?';

/** Fractions, marks out of ten, and the one article of the constitution that all know by its decimals. */
export const fractionRules: readonly Rule[] = [
  {
    name: 'article 49.3',
    pattern: wholeWord('49[.,-]3(?! ?%)'),
    speak: () => 'quarante-neuf trois',
  },
  { name: 'equal parts', pattern: wholeWord('50[/-]50'), speak: () => 'cinquante-cinquante' },
  {
    name: 'half an hour',
    pattern: wholeWord(String.raw`(?:½|(?<![\d/])1/2)[ -](heure|journée|douzaine|finale)`),
    speak: ([, noun = '']) => `une demi-${noun}`,
  },
  {
    name: 'half a measure',
    pattern: wholeWord(String.raw`(?:½|(?<![\d/])1/2) ?(l|L|h|kg|km|t)`),
    speak: ([, symbol = '']) => {
      const unit = units.get(symbol);
      return unit === undefined ? undefined : `${unit.gender === 'f' ? 'une' : 'un'} demi-${unit.one}`;
    },
  },
  {
    name: 'and a half',
    pattern: wholeWord(String.raw`(\d{1,6}) ?½ (${halved})`),
    speak: ([, whole = '', noun = '']) => {
      const isFeminine = isFeminineNoun(noun);
      return `${cardinal(Number(whole), isFeminine ? 'f' : 'm')} ${noun} et demi${isFeminine ? 'e' : ''}`;
    },
  },
  {
    name: 'number and fraction sign',
    pattern: /(?<![\p{L}\p{N}])(\d{1,6}) ?([½¼¾⅓⅔])/gu,
    speak: ([, whole = '', sign = '']) => `${cardinal(Number(whole))} ${afterNumber.get(sign)}`,
  },
  { name: 'fraction sign', pattern: /[½⅓⅔¼¾⅕⅛]/gu, speak: ([sign]) => signs.get(sign) },
  {
    name: 'hundredths',
    pattern: wholeWord(String.raw`(\d{1,3})/(10{1,3})(?= de (?:seconde|millimètre|mm|degré|point)(?!\p{L}))`),
    speak: ([, above = '', below = '']) => {
      const part = ordinal(Number(below));
      return Number(above) > 1 ? `${cardinal(Number(above))} ${part}s` : `un ${part}`;
    },
  },
  {
    name: 'fraction or mark',
    pattern: wholeWord(String.raw`(?<![\d/,.])(\d{1,2}(?:,\d)?|[12]\d{3})/(\d{1,4})(?![/\d])`),
    speak: ([, above = '', below = '']) => fraction(above, below),
  },
];

/** `deux tiers`, `un dixième`, `huit sur dix`, `seize neuf`, `deux mille vingt deux mille vingt et un`. */
function fraction(above: string, below: string): string | undefined {
  const numerator = amount(above);
  const denominator = Number(below);
  if (numerator === undefined || denominator === 0) return undefined;
  if (above.length === 4) {
    return denominator === numerator.value + 1 ? `${numerator.words} ${cardinal(denominator)}` : undefined;
  }
  if (numerator.value > denominator) return `${numerator.words} ${cardinal(denominator)}`;
  const isFraction = numerator.value < denominator && (denominator < 10 || numerator.value === 1);
  if (!isFraction || above.includes(',')) return `${numerator.words} sur ${cardinal(denominator)}`;
  return `${numerator.words} ${partName(denominator, numerator.value > 1)}`;
}

function partName(denominator: number, several: boolean): string {
  if (denominator === 2) return several ? 'demis' : 'demi';
  if (denominator === 3) return 'tiers';
  const name = denominator === 4 ? 'quart' : ordinal(denominator);
  return several ? `${name}s` : name;
}
