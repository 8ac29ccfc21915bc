import { powerRule } from '../powers.ts';
import { alternatives, type Rule, wholeWord } from '../rules.ts';
import { versionRule } from '../versions.ts';
import { isFeminineNoun } from './feminine.ts';
import { amount, cardinal, figures, type Gender } from './numbers.ts';
import { isDraw } from './scores.ts';
import { currencies, perWords, scales, type Unit, units } from './units.ts';

/** Not within a word or a number, nor after its hyphen: Covid-19, 4-4-2. */
const begin = String.raw`(?:(?<![\p{L}\p{N}\p{M}.,:/]|[\p{L}\p{N}]-)|(?<=\d[x×]))`;
const end = String.raw`(?![\p{L}\p{N}\p{M}²³']|[.,:]\d)`;
const sign = String.raw`(-|[+±] ?)?`;
const number = `(${figures})`;
const scale = `(${alternatives(scales.keys())})`;
const currency = `(${alternatives(currencies.keys())})`;
const unitSymbol = `(${alternatives(units.keys())})`;
const per = String.raw`(?: ?/ ?(100 ?km|100 g|\p{L}{1,12}[²³]?|[kcm]?m[23]))?`;

const signWords: Readonly<Record<string, string>> = { '-': 'moins ', '+': 'plus ', '±': 'plus ou moins ' };

function signed(written: string | undefined, words: string): string {
  return `${signWords[written?.trim() ?? ''] ?? ''}${words}`;
}

/** `cinq millions d'euros`, `deux mille euros`, `un dollar`. */
function counted(words: string, value: number, unit: Unit): string {
  const name = value >= 2 ? unit.many : unit.one;
  if (!/(?:million|milliard|billion)s?$/u.test(words)) return `${words} ${name}`;
  return /^[aeéhio]/u.test(name) ? `${words} d'${unit.many}` : `${words} de ${unit.many}`;
}

/** A whole number of a unit, by its symbol: `vingt et une minutes`. */
function wholeUnits(value: number, symbol: string): string {
  const unit = units.get(symbol);
  return unit === undefined ? cardinal(value) : counted(cardinal(value, unit.gender), value, unit);
}

function measured(written: string, scaleSymbol: string | undefined, unit: Unit): string | undefined {
  const count = amount(written, scaleSymbol === undefined ? unit.gender : 'm');
  if (count === undefined) return undefined;
  const multiple = scaleSymbol === undefined ? undefined : scales.get(scaleSymbol);
  if (multiple === undefined) return counted(count.words, count.value, unit);
  const words = multiple.one === 'mille' && count.value === 1 ? 'mille' : counted(count.words, count.value, multiple);
  return counted(words, 1000, unit);
}

function rate(denominator: string | undefined): string {
  if (denominator === undefined) return '';
  if (/^100 ?km$/u.test(denominator)) return ' aux cent kilomètres';
  return ` par ${perWords.get(denominator) ?? units.get(denominator)?.one ?? denominator}`;
}

/** `12,50 €` is douze euros cinquante, `0,50 €` cinquante centimes. */
function price(written: string, unit: Unit): string | undefined {
  const [, whole = '', cents = ''] = /^([\d .]+),(\d\d)$/u.exec(written) ?? [];
  if (whole === '') return measured(written, undefined, unit);
  const centimes = Number(cents);
  if (whole === '0' && centimes > 0) return `${cardinal(centimes)} centime${centimes > 1 ? 's' : ''}`;
  const main = measured(whole, undefined, unit);
  return main === undefined || centimes === 0 ? main : `${main} ${cardinal(centimes)}`;
}

const money: Rule = {
  name: 'money',
  pattern: new RegExp(`${begin}${sign}${number} ?(?:${scale}s? ?)?(?:d')?${currency}${per}${end}`, 'gu'),
  speak: ([, minus, written = '', multiple, symbol = '', denominator]) => {
    const unit = currencies.get(symbol);
    if (unit === undefined) return undefined;
    const words = multiple === undefined ? price(written, unit) : measured(written, multiple, unit);
    return words === undefined ? undefined : signed(minus, words + rate(denominator));
  },
};

const moneyBefore: Rule = {
  name: 'money with the symbol before',
  pattern: new RegExp(String.raw`${begin}((?:US)?[$£€¥]) ?${number}(?: ?${scale})?${end}`, 'gu'),
  speak: ([, symbol = '', written = '', multiple]) => {
    const unit = currencies.get(symbol);
    return unit === undefined ? undefined : measured(written, multiple, unit);
  },
};

/** `5 M d'euros`, `3 Mds de dollars`. */
const abbreviatedMultiple: Rule = {
  name: 'abbreviated multiple',
  pattern: new RegExp(`${begin}${number} ?(M|Md|Mds|Mrd|Mrds)(?= d(?:'|e ))`, 'gu'),
  speak: ([, written = '', multiple = '']) => {
    const unit = scales.get(multiple);
    return unit === undefined ? undefined : measured(written, undefined, unit);
  },
};

const priceAround: Rule = {
  name: 'price around its symbol',
  pattern: new RegExp(String.raw`${begin}(\d{1,6})€(\d\d)${end}`, 'gu'),
  speak: ([, euros = '', cents = '']) =>
    price(`${euros},${cents}`, currencies.get('€') ?? { one: '', many: '', gender: 'm' }),
};

const loneCurrency: Rule = {
  name: 'currency without number',
  pattern: /(?<![\p{L}\p{N}])[€£](?![\p{L}\p{N}])/gu,
  speak: ([symbol]) => currencies.get(symbol)?.many,
};

const measure: Rule = {
  name: 'measure',
  pattern: new RegExp(`${begin}${sign}${number} ?(?:${scale} (?:de |d')?)?${unitSymbol}${per}${end}`, 'gu'),
  speak: ([token, minus, written = '', multiple, symbol = '', denominator]) => {
    const unit = units.get(symbol);
    // The Renault 4L, 3D, 5G: a capital right after one figure is part of a name.
    if (unit === undefined || /^\dL$/u.test(token)) return undefined;
    const words = measured(written, multiple, unit);
    return words === undefined ? undefined : signed(minus, words + rate(denominator));
  },
};

/** Laws, decrees and cases: `n° 2021-823`. */
const reference: Rule = {
  name: 'reference',
  pattern: wholeWord(String.raw`(?<=n° ?|numéros? |(?<!\p{L})[LRDA]\. ?)(\d{1,4})-(\d{1,6})`),
  speak: ([, first = '', second = '']) => {
    const spoken = [amount(first)?.words, amount(second)?.words];
    return spoken.includes(undefined) ? undefined : spoken.join(' tiret ');
  },
};

/** `1m85`, `1,85 m` being a measure. */
const height: Rule = {
  name: 'height',
  pattern: wholeWord(String.raw`(\d{1,3}) ?m ?(\d\d)(?! ?(?:[kcm]?[mg]|%|€)\b)`),
  speak: ([, metres = '', centimetres = '']) => {
    const main = measured(metres, undefined, units.get('m') ?? { one: 'mètre', many: 'mètres', gender: 'm' });
    return main === undefined ? undefined : `${main} ${cardinal(Number(centimetres))}`;
  },
};

/** `1,85 m`, `12,05 m`, `-0,50 m`. */
const metres: Rule = {
  name: 'metres and centimetres',
  pattern: new RegExp(String.raw`${begin}${sign}(\d{1,2}),(\d\d) ?m(?! ?[€/])${end}`, 'gu'),
  speak: ([, minus, whole, part]) => {
    const value = Number(whole);
    const centimetres = Number(part);
    if (value === 0 && centimetres === 0) return undefined;
    if (value === 0) return signed(minus, wholeUnits(centimetres, 'cm'));
    const main = wholeUnits(value, 'm');
    return signed(minus, centimetres === 0 ? main : `${main} ${cardinal(centimetres)}`);
  },
};

/** Of judokas and of ages: `en -48 kg`, `les -12 ans`. */
const category: Rule = {
  name: 'category by weight or age',
  pattern: /(?<=(?:[Ee]n|[DdLl]es|[Aa]ux|catégorie) )([-+]) ?(\d{1,3}) ?(kg|ans?|mois)(?!\p{L})/gu,
  speak: ([, sign_, bound = '', unit_]) =>
    `${sign_ === '-' ? 'moins' : 'plus'} de ${cardinal(Number(bound))} ${unit_ === 'kg' ? 'kilogrammes' : unit_}`,
};

const directions: Readonly<Record<string, string>> = { N: 'nord', S: 'sud', E: 'est', O: 'ouest', W: 'ouest' };

/** `38° 14' N`, `2° 21' 07" E`. */
const coordinate: Rule = {
  name: 'coordinate',
  pattern:
    /(?<![\p{L}\p{N}.,])(\d{1,3})° ?(?:(\d{1,2})['′](?: ?(\d{1,2})(?:''|["”″]))? ?)?(de latitude |de longitude )?([NSEOW])(?![\p{L}\p{N}'])/gu,
  speak: ([, degrees = '', minutes, seconds, circle = '', direction = '']) =>
    [
      wholeUnits(Number(degrees), '°'),
      minutes === undefined ? '' : wholeUnits(Number(minutes), 'min'),
      seconds === undefined ? '' : wholeUnits(Number(seconds), 's'),
      circle.trim(),
      directions[direction],
    ]
      .filter(part => part !== '')
      .join(' '),
};

/** `8 centimes le kWh`, `le prix au m²`. */
const loneUnit: Rule = {
  name: 'unit without number',
  pattern: new RegExp(
    String.raw`(?<=(?<!\p{L})(?:[Ll]e|[Dd]u|[Aa]u|par|en) )(?:kWh|MWh|GWh|TWh|km²|km2|m²|m2|m³|m3|kg|km|hl|MW|GW)(?![\p{L}\p{N}\p{M}²³/])`,
    'gu',
  ),
  speak: ([symbol]) => units.get(symbol)?.one,
};

const range: Rule = {
  name: 'range or score',
  pattern: new RegExp(
    String.raw`${begin}${number}[-–]${number}(?! ?[-–]\d)(?: ?(?:${unitSymbol}|${currency}|${scale} ?${currency})${per})?${end}`,
    'gu',
  ),
  speak: (match, surroundings) => {
    const [, from = '', to = '', symbol, money_, multiple, scaledMoney, denominator] = match;
    const unit = units.get(symbol ?? '') ?? currencies.get(money_ ?? scaledMoney ?? '');
    if (unit === undefined && from === to && from.length < 3 && isDraw(match, surroundings))
      return `${amount(from)?.words} partout`;
    const first = amount(from, unit?.gender);
    const second = unit === undefined ? amount(to)?.words : measured(to, multiple, unit);
    if (first === undefined || second === undefined) return undefined;
    return `${first.words}${betweenYears(from, to)}${second}${rate(denominator)}`;
  },
};

/** A season or a school year is read as two years in a row, a war by its usual name; else from … to. */
function betweenYears(from: string, to: string): string {
  const isSeason = /^[12]\d{3}$/u.test(from) && (Number(to) === Number(from) + 1 || to.length === 2);
  const isWar = ['14-18', '39-45'].includes(`${from.slice(-2)}-${to.slice(-2)}`) && from.length === to.length;
  return isSeason || (isWar && from.length === 2) ? ' ' : ' à ';
}

const signedNumber: Rule = {
  name: 'signed number',
  pattern: new RegExp(`(?<![^\\s("«:])([-+±])${number}${end}`, 'gu'),
  speak: ([, minus, written = '']) => {
    const count = amount(written);
    return count === undefined ? undefined : signed(minus, count.words);
  },
};

/** `(+ 4 points)`: elsewhere a minus with a space after it is a dash. */
const signedInBrackets: Rule = {
  name: 'signed number in brackets',
  pattern: new RegExp(`(?<=\\()([-+]) ${number}(?![\\p{L}\\p{N}\\p{M}])`, 'gu'),
  speak: ([, minus, written = '']) => {
    const count = amount(written);
    return count === undefined ? undefined : signed(minus, count.words);
  },
};

/** Plain figures are left to the voice, except where they are grouped, decimal or agree with a feminine noun. */
const numberAlone: Rule = {
  name: 'number',
  pattern: wholeWord(`${number}(?=(?: (\\p{Ll}[\\p{L}-]{1,24}))?)`),
  speak: ([, written = '', noun = '']) => {
    const gender: Gender = isFeminineNoun(noun) ? 'f' : 'm';
    const agrees = gender === 'f' && /(?:^|[^17 9])1$|^1$/u.test(written);
    return agrees || /[ .,]/u.test(written) ? amount(written, gender)?.words : undefined;
  },
};

/** Numbers with what they count. */
export const quantityRules: readonly Rule[] = [
  versionRule(cardinal),
  powerRule({ power: 'puissance', minus: 'moins', cardinal }),
  coordinate,
  reference,
  category,
  range,
  height,
  metres,
  priceAround,
  money,
  moneyBefore,
  abbreviatedMultiple,
  measure,
  signedNumber,
  signedInBrackets,
  loneCurrency,
  loneUnit,
  numberAlone,
];
