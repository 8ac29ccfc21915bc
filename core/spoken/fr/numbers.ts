/** French numbers in words, in the traditional spelling; it is heard, not read. */

export type Gender = 'm' | 'f';

/** The largest whole number that is put in words. */
export const maxSpelledNumber = 10 ** 15;

const small = (
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit ' +
  'dix-neuf'
).split(' ');
const tens = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];
const scales = [
  [10 ** 15, 'billiard'],
  [10 ** 12, 'billion'],
  [10 ** 9, 'milliard'],
  [10 ** 6, 'million'],
] as const;

/**
 * @param value a whole number from 0 to maxSpelledNumber
 * @param gender of what is counted: `une`, `vingt et une`
 */
export function cardinal(value: number, gender: Gender = 'm'): string {
  const words: string[] = [];
  let rest = value;
  for (const [scale, name] of scales) {
    const count = Math.floor(rest / scale);
    rest %= scale;
    if (count > 0) words.push(`${belowThousand(count, 'm', true)} ${name}${count > 1 ? 's' : ''}`);
  }
  const thousands = Math.floor(rest / 1000);
  if (thousands === 1) words.push('mille');
  if (thousands > 1) words.push(`${belowThousand(thousands, 'm', false)} mille`);
  if (rest % 1000 > 0 || value === 0) words.push(belowThousand(rest % 1000, gender, true));
  return words.join(' ');
}

/** @param last whether nothing but a noun follows: `quatre-vingts`, `deux cents`; not so before `mille` */
function belowThousand(value: number, gender: Gender, last: boolean): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return belowHundred(rest, gender, last);
  const cent = hundreds === 1 ? 'cent' : `${small[hundreds]} cent`;
  if (rest === 0) return last && hundreds > 1 ? `${cent}s` : cent;
  return `${cent} ${belowHundred(rest, gender, last)}`;
}

function belowHundred(value: number, gender: Gender, last: boolean): string {
  if (value < 20) return unit(value, gender);
  const ten = Math.floor(value / 10);
  const name = tens[ten] ?? '';
  const rest = value - (ten === 7 || ten === 9 ? ten - 1 : ten) * 10;
  if (value === 80) return last ? 'quatre-vingts' : 'quatre-vingt';
  if (rest === 0) return name;
  if ((rest === 1 || rest === 11) && ten < 8) return `${name} et ${unit(rest, gender)}`;
  return `${name}-${unit(rest, gender)}`;
}

function unit(value: number, gender: Gender): string {
  return value === 1 && gender === 'f' ? 'une' : (small[value] ?? '');
}

/** `premier`, `première`, `vingt et unième`, `quatre-vingtième`. @param value from 1 */
export function ordinal(value: number, gender: Gender = 'm'): string {
  if (value === 1) return gender === 'f' ? 'première' : 'premier';
  const words = cardinal(value);
  if (words.endsWith('cinq')) return `${words}uième`;
  if (words.endsWith('neuf')) return `${words.slice(0, -1)}vième`;
  return `${words.replace(/(?:(?<=[td])s|e|s(?<=(?:million|milliard|billion)s))$/u, '')}ième`;
}

/** A number as written in figures: what it says and what it counts as. */
export interface Amount {
  readonly words: string;
  /** For the plural, which begins at two. */
  readonly value: number;
}

/** Figures of a number: groups of three with spaces or dots, a decimal comma, a sign; for use in patterns. */
export const figures = String.raw`\d{1,3}(?: \d{3}){1,4}(?:,\d{1,9})?(?!\d)|\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,9})?(?![\d.]\d)|\d{1,15}(?:[.,]\d{1,9})?(?!\d)`;

/**
 * @param written as `figures` has it
 * @returns undefined for what is not a number in words: 007, 1.2.3, over maxSpelledNumber
 */
export function amount(written: string, gender: Gender = 'm'): Amount | undefined {
  const compact = /^\d{1,3}(?:\.\d{3})+(?:,|$)/u.test(written)
    ? written.replaceAll('.', '')
    : written.replaceAll(' ', '');
  const [, whole = '', point = '', decimals = ''] = /^(\d+)([.,]?)(\d*)$/u.exec(compact) ?? [];
  if (whole === '' || (whole.length > 1 && whole.startsWith('0'))) return undefined;
  const value = Number(`${whole}.${decimals}`);
  if (value > maxSpelledNumber) return undefined;
  if (decimals === '') return { words: cardinal(Number(whole), gender), value };
  const separator = point === ',' ? 'virgule' : 'point';
  return { words: `${cardinal(Number(whole))} ${separator} ${spellDecimals(decimals)}`, value };
}

/** `05` is `zéro cinq`, `25` `vingt-cinq`; more than three figures are read one by one. */
function spellDecimals(decimals: string): string {
  const significant = decimals.replace(/^0+(?=\d)/u, '');
  const zeros = decimals.length - significant.length;
  const rest = significant.length > 3 ? significant.split('').map(Number) : [Number(significant)];
  return [...Array<number>(zeros).fill(0), ...rest].map(value => cardinal(value)).join(' ');
}
