import { powerRule } from '../powers.ts';
import { alternatives, type Rule, type Surroundings, wholeWord } from '../rules.ts';
import { versionRule } from '../versions.ts';
import { amount, cardinal, figures, ordinal, year } from './numbers.ts';
import { scoreOf } from './scores.ts';
import { type Currency, currencies, scales, type Unit, units } from './units.ts';

/** Not within a word or a number, nor after its hyphen: Covid-19, 4-4-2. */
const begin = String.raw`(?<![\p{L}\p{N}\p{M}.,:/]|[\p{L}\p{N}]-)`;
const end = String.raw`(?![\p{L}\p{N}\p{M}²³]|[.,:]\d)`;
const sign = String.raw`(-|[+±] ?)?`;
const number = `(${figures})`;
const scale = `(${alternatives(scales.keys())})`;
const currency = `(${alternatives(currencies.keys())})`;
const unitSymbol = `(${alternatives(units.keys())})`;
const per = String.raw`(?: ?/ ?(\p{L}{1,12}[²³]?))?`;

const signWords: Readonly<Record<string, string>> = { '-': 'minus ', '+': 'plus ', '±': 'plus or minus ' };

function signed(written: string | undefined, words: string): string {
  return `${signWords[written?.trim() ?? ''] ?? ''}${words}`;
}

function rate(denominator: string | undefined): string {
  return denominator === undefined ? '' : ` per ${units.get(denominator)?.one ?? denominator}`;
}

function measured(written: string, multiple: string | undefined, unit: Unit): string | undefined {
  const count = amount(written);
  if (count === undefined) return undefined;
  if (multiple !== undefined) return `${count.words} ${scales.get(multiple)} ${unit.many}`;
  return `${count.words} ${count.value === 1 ? unit.one : unit.many}`;
}

/** `$12.50` is twelve dollars fifty, `£0.05` five pence. */
function price(written: string, unit: Currency): string | undefined {
  const [, whole = '', cents = ''] = /^([\d,]+)\.(\d\d)$/u.exec(written) ?? [];
  if (whole === '') return measured(written, undefined, unit);
  const value = Number(cents);
  if (whole === '0' && value > 0) return `${cardinal(value)} ${value === 1 ? unit.cent.one : unit.cent.many}`;
  const main = measured(whole, undefined, unit);
  return main === undefined || value === 0 ? main : `${main} ${cardinal(value)}`;
}

function money(
  minus: string | undefined,
  symbol: string,
  written: string,
  multiple: string | undefined,
  denominator: string | undefined,
): string | undefined {
  const unit = currencies.get(symbol);
  if (unit === undefined) return undefined;
  const words = multiple === undefined ? price(written, unit) : measured(written, multiple, unit);
  return words === undefined ? undefined : signed(minus, words + rate(denominator));
}

/** Before a noun the currency stays in the singular: a $10-million deal, a £5m-a-year contract, a £5 note. */
const attribute: Rule = {
  name: 'money as an attribute',
  pattern: new RegExp(
    `${begin}${currency}${number}(?:-${scale}(?!\\p{L})|${scale}?(?=-(?!(?:m|b|tr)illion)\\p{Ll}| (?:note|bill|coin|ticket|fine)(?!\\p{L})))`,
    'gu',
  ),
  speak: ([, symbol = '', written = '', hyphened, attached]) => {
    const multiple = hyphened ?? attached;
    const unit = currencies.get(symbol);
    const count = amount(written);
    if (unit === undefined || count === undefined) return undefined;
    return [count.words, scales.get(multiple ?? ''), unit.one].filter(word => word !== undefined).join(' ');
  },
};

const moneyRange: Rule = {
  name: 'range of money',
  pattern: new RegExp(`${begin}${currency}${number}[-–](?:${currency})?${number} ?${scale}?${end}`, 'gu'),
  speak: ([, symbol = '', from = '', , to = '', multiple]) => {
    const first = amount(from);
    const second = money(undefined, symbol, to, multiple, undefined);
    return first === undefined || second === undefined ? undefined : `${first.words} to ${second}`;
  },
};

const moneyBefore: Rule = {
  name: 'money',
  pattern: new RegExp(`${begin}${sign}${currency} ?${number}(?:[ -]?${scale})?${per}${end}`, 'gu'),
  speak: (match, surroundings) => {
    const [, minus, symbol = '', written = '', multiple, denominator] = match;
    const unit = currencies.get(symbol);
    const count = amount(written);
    if (multiple !== undefined && unit !== undefined && count !== undefined && isAttribute(match, surroundings))
      return `${count.words} ${scales.get(multiple)} ${unit.one}`;
    return money(minus, symbol, written, multiple, denominator);
  },
};

const moneyAfter: Rule = {
  name: 'money with the currency after',
  pattern: new RegExp(`${begin}${sign}${number} ?${scale}? ?${currency}${per}${end}`, 'gu'),
  speak: ([, minus, written = '', multiple, symbol = '', denominator]) =>
    money(minus, symbol, written, multiple, denominator),
};

/** Before a noun a measure, or a sum, stands in the singular: a 20cm tin, a £5m grant. */
function isAttribute({ 0: token, index }: RegExpExecArray, { plain }: Surroundings): boolean {
  return /(?<!\p{L})an? $/iu.test(plain.slice(0, index)) && /^ \p{Ll}{3}/u.test(plain.slice(index + token.length));
}

const inchesOfFormat: Rule = {
  name: 'inches of a format',
  pattern: new RegExp(
    String.raw`(?<=\d ?(?:in ?)?[x×] ?)${number} ?in(?= *(?:[,;:.)]|$)| wide| high| tall| deep| long)|${begin}${number} ?in(?= ?[x×] ?\d)`,
    'gu',
  ),
  speak: ([, last, first]) => measured(last ?? first ?? '', undefined, { one: 'inch', many: 'inches' }),
};

const measure: Rule = {
  name: 'measure',
  pattern: new RegExp(`${begin}${sign}${number}[ -]?${unitSymbol}${per}${end}`, 'gu'),
  speak: (match, surroundings) => {
    const [written, minus, count = '', symbol = '', denominator] = match;
    const unit = units.get(symbol);
    // `10 in 2020`, `5 s`: words and plurals, not inches and seconds.
    if (unit === undefined || (symbol === 'in' && !written.endsWith('-in'))) return undefined;
    const words = isAttribute(match, surroundings)
      ? measured(count, undefined, { one: unit.one, many: unit.one })
      : measured(count, undefined, unit);
    return words === undefined ? undefined : signed(minus, words + rate(denominator));
  },
};

const alike: Rule = {
  name: 'equal parts, and sight',
  pattern: wholeWord('50[/-]50|20[/-]20(?= vision)'),
  speak: ([written]) => (written.startsWith('50') ? 'fifty-fifty' : 'twenty-twenty'),
};

const range: Rule = {
  name: 'range or score',
  pattern: new RegExp(`${begin}${number}[-–]${number}(?![-–]\\d|-\\p{L})(?: ?${unitSymbol}${per})?${end}`, 'gu'),
  speak: (match, surroundings) => {
    const [, from = '', to = '', symbol, denominator] = match;
    // `won 7-5 in two hours`: inches are not ranges.
    const isWord = symbol === 'in';
    const unit = isWord ? undefined : units.get(symbol ?? '');
    const score = unit === undefined ? scoreOf(from, to, match, surroundings) : undefined;
    if (score !== undefined) return isWord ? `${score} in` : score;
    const first = amount(from);
    const second = unit === undefined ? amount(to)?.words : measured(to, undefined, unit);
    if (first === undefined || second === undefined) return undefined;
    const fromYear = /^[12]\d{3}$/u.test(from) && unit === undefined;
    if (!fromYear) return `${first.words} to ${second}${rate(denominator)}${isWord ? ' in' : ''}`;
    return `${year(first.value)} to ${to.length === 4 ? year(Number(to)) : second}`;
  },
};

/** `5m users` are millions, a wall `30m high` is metres: what is counted stands in the plural. */
const bigNumber: Rule = {
  name: 'number with a multiple',
  pattern: new RegExp(
    `${begin}${number}(?:(bn|mn|tn|k)${end}| ?(m)(?= (?:people|(?!hurdles|across|is|was|has)\\p{Ll}{2,}s)(?!\\p{L})))`,
    'gu',
  ),
  speak: ([, written = '', multiple, million]) => {
    const count = amount(written);
    return count === undefined ? undefined : `${count.words} ${scales.get(multiple ?? million ?? '')}`;
  },
};

const height: Rule = {
  name: 'feet and inches',
  pattern: wholeWord(String.raw`(\d)(?: ?ft|') ?(\d{1,2})(?: ?in|"|'')`),
  speak: ([, feet = '', inches = '']) =>
    `${cardinal(Number(feet))} ${feet === '1' ? 'foot' : 'feet'} ${cardinal(Number(inches))}`,
};

const coins: Rule = {
  name: 'pence and cents',
  pattern: wholeWord(String.raw`(\d{1,2})([pc¢])`),
  speak: ([, count = '', coin]) => {
    const { cent } = currencies.get(coin === 'p' ? '£' : '$') ?? {};
    return cent === undefined ? undefined : `${cardinal(Number(count))} ${count === '1' ? cent.one : cent.many}`;
  },
};

/** `40.3C`; without a fraction only where a word shows that it is one: a seat may be 12C. */
const temperature: Rule = {
  name: 'temperature without its sign',
  pattern: wholeWord(
    String.raw`(?:(-)?(\d{1,3}\.\d)|(?<=(?:temperatures?|above|below|around|hits?|reach(?:ed|es)?|nearly|over|to|of) )(-)?(\d{2,3})) ?([CF])`,
  ),
  speak: ([, minus, decimal, minusWhole, whole, scaleLetter]) => {
    const unit = units.get(scaleLetter === 'C' ? '°C' : '°F');
    const words = unit === undefined ? undefined : measured(decimal ?? whole ?? '', undefined, unit);
    return words === undefined ? undefined : signed(minus ?? minusWhole, words);
  },
};

const fractionWords: Readonly<Record<string, string>> = {
  '1/2': 'a half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
};

/** `5 1/2 hours`. */
const mixedNumber: Rule = {
  name: 'whole number and fraction',
  pattern: wholeWord(String.raw`(\d{1,3})[ -](1/2|[12]/3|[13]/4)`),
  speak: ([, whole = '', part = '']) => `${cardinal(Number(whole))} and ${fractionWords[part]}`,
};

const signedNumber: Rule = {
  name: 'signed number',
  pattern: new RegExp(`(?<![^\\s("“:])([-+±])${number}${end}`, 'gu'),
  speak: ([, minus, written = '']) => {
    const count = amount(written);
    return count === undefined ? undefined : signed(minus, count.words);
  },
};

/** Plain figures are left to the voice. */
const numberAlone: Rule = {
  name: 'number',
  pattern: wholeWord(number),
  speak: ([written]) => (/[.,]/u.test(written) ? amount(written)?.words : undefined),
};

const ordinalNumber: Rule = {
  name: 'ordinal',
  pattern: wholeWord(String.raw`(\d{1,3}(?:,\d{3})+|\d{1,6})(?:st|nd|rd|th)(s?)`),
  speak: ([, written = '', plural = '']) => {
    const value = Number(written.replaceAll(',', ''));
    return value > 0 ? ordinal(value) + plural : undefined;
  },
};

/** Numbers with what they count. */
export const quantityRules: readonly Rule[] = [
  versionRule(cardinal),
  powerRule({ power: 'to the power of', minus: 'minus', cardinal }),
  inchesOfFormat,
  ordinalNumber,
  attribute,
  moneyRange,
  moneyBefore,
  moneyAfter,
  alike,
  range,
  bigNumber,
  height,
  coins,
  temperature,
  mixedNumber,
  measure,
  signedNumber,
  numberAlone,
];
