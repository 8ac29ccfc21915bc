/** English numbers in words. */

/** The largest whole number that is put in words. */
export const maxSpelledNumber = 10 ** 15;

const small = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales = [
  [10 ** 15, 'quadrillion'],
  [10 ** 12, 'trillion'],
  [10 ** 9, 'billion'],
  [10 ** 6, 'million'],
  [1000, 'thousand'],
] as const;

/** @param value a whole number from 0 to maxSpelledNumber */
export function cardinal(value: number): string {
  const words: string[] = [];
  let rest = value;
  for (const [scale, name] of scales) {
    const count = Math.floor(rest / scale);
    rest %= scale;
    if (count > 0) words.push(`${belowThousand(count)} ${name}`);
  }
  if (rest > 0 && rest < 100 && words.length > 0) words.push(`and ${belowThousand(rest)}`);
  else if (rest > 0 || value === 0) words.push(belowThousand(rest));
  return words.join(' ');
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return belowHundred(rest);
  return `${small[hundreds]} hundred${rest === 0 ? '' : ` and ${belowHundred(rest)}`}`;
}

function belowHundred(value: number): string {
  if (value < 20) return small[value] ?? '';
  const ten = tens[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? ten : `${ten}-${small[value % 10]}`;
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
]);

/** `first`, `twenty-second`, `one hundred and twelfth`. @param value from 1 */
export function ordinal(value: number): string {
  const words = cardinal(value);
  const last = /[a-z]+$/u.exec(words)?.[0] ?? '';
  const ordinalOfLast = irregular.get(last) ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, words.length - last.length) + ordinalOfLast;
}

/** A year as it is said: `nineteen eighty-four`, `nineteen oh five`, `two thousand and nine`, `twenty twenty-one`. */
export function year(value: number): string {
  const century = Math.floor(value / 100);
  const rest = value % 100;
  if (value % 1000 < 10 || value < 1000) return cardinal(value);
  if (rest === 0) return `${cardinal(century)} hundred`;
  return `${cardinal(century)} ${rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest)}`;
}

/** A number as written in figures: what it says and what it counts as. */
export interface Amount {
  readonly words: string;
  readonly value: number;
}

/** Figures of a number: commas between groups of three, a decimal point; for use in patterns. */
export const figures = String.raw`\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?(?![\d,]\d)|\d{1,15}(?:\.\d{1,9})?(?!\d)`;

/**
 * @param written as `figures` has it
 * @returns undefined for what is not a number in words: 007, over maxSpelledNumber
 */
export function amount(written: string): Amount | undefined {
  const [, whole = '', decimals = ''] = /^(\d*)\.?(\d*)$/u.exec(written.replaceAll(',', '')) ?? [];
  if (whole === '' || (whole.length > 1 && whole.startsWith('0'))) return undefined;
  const value = Number(`${whole}.${decimals}`);
  if (value > maxSpelledNumber) return undefined;
  if (decimals === '') return { words: cardinal(Number(whole)), value };
  const digits = decimals.split('').map(digit => small[Number(digit)]);
  return { words: `${cardinal(Number(whole))} point ${digits.join(' ')}`, value };
}
