import { romanValue } from '../spoken/roman.ts';
import { englishWords, frenchWords } from './number-words.ts';

/** A number in figures, and what it may amount to: 20 h is also 8 p.m., 1.234 may have a point or a separator. */
interface Mention {
  readonly written: string;
  readonly values: readonly number[];
}

/**
 * The numbers in figures of either text that have no counterpart in the other, in figures, in words or in Roman numerals.
 * Figures within a name (G20, A380, MP3) are the name's.
 * @returns `lost` and `kept` of the French, `added` in the English
 */
export function doubtfulNumbers(french: string, english: string): DoubtfulNumbers {
  const [source, target] = [plain(french), plain(english)];
  const [inFrench, inEnglish] = [mentions(source, frenchWriting), mentions(target, englishWriting)];
  const ofEnglish = [...inEnglish.flatMap(({ values }) => values), ...romanValues(target)];
  const ofFrench = [...inFrench.flatMap(({ values }) => values), ...romanValues(source)];
  const isSaid = (mention: Mention, values: readonly number[], text: string, words: typeof englishWords) =>
    mention.values.some(value => hasValue(values, value) || words(value).some(word => containsWord(text, word)));
  const lost = written(inFrench.filter(mention => !isSaid(mention, ofEnglish, target, englishWords)));
  const added = written(inEnglish.filter(mention => !isSaid(mention, ofFrench, source, frenchWords)));
  const kept = lost.filter(number => target.includes(number));
  return {
    lost: lost.filter(number => !kept.includes(number)),
    kept,
    added: added.filter(number => !kept.some(whole => whole.includes(number))),
  };
}

/** As they were written. */
interface DoubtfulNumbers {
  readonly lost: readonly string[];
  /** They stand in the English as the French writes them: 18h30, 1 234,5. */
  readonly kept: readonly string[];
  readonly added: readonly string[];
}

function written(found: readonly Mention[]): string[] {
  return [...new Set(found.map(mention => mention.written))];
}

/** How a language writes numbers. */
interface Writing {
  readonly figures: RegExp;
  readonly scales: ReadonlyMap<string, number>;
  /** `M€`, `bn`: read as a scale or as something else, such as metres. */
  readonly signs: ReadonlyMap<string, number>;
  readonly time: RegExp;
}

const frenchWriting: Writing = {
  // Groups of three by spaces or points; a decimal comma, or a point.
  figures: /(?<![\p{L}\d.,])\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?!\d)|(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu,
  scales: new Map([
    ...['mille', 'millier', 'milliers'].map(word => [word, 1e3] as const),
    ...['million', 'millions'].map(word => [word, 1e6] as const),
    ...['milliard', 'milliards'].map(word => [word, 1e9] as const),
    ...['billion', 'billions'].map(word => [word, 1e12] as const),
  ]),
  signs: new Map([
    ['k', 1e3],
    ['M', 1e6],
    ['Md', 1e9],
    ['Mds', 1e9],
    ['Mrd', 1e9],
  ]),
  time: /(?<![\p{L}\d])([01]?\d|2[0-4]) ?(?:h|heures?)(?: ?([0-5]\d))?(?![\p{L}\d])/gu,
};

const englishWriting: Writing = {
  figures: /(?<![\p{L}\d.,])\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?(?!\d)|(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu,
  scales: new Map([
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
  ]),
  signs: new Map([
    ...['k', 'K'].map(sign => [sign, 1e3] as const),
    ...['m', 'M', 'mn'].map(sign => [sign, 1e6] as const),
    ...['b', 'B', 'bn'].map(sign => [sign, 1e9] as const),
    ...['tn', 'T'].map(sign => [sign, 1e12] as const),
  ]),
  time: /(?<![\p{L}\d])([01]?\d|2[0-4])(?:[:.]([0-5]\d))?(?: ?[ap]\.?m\b\.?| ?o['’]clock|(?<=:\d\d))/giu,
};

function mentions(text: string, writing: Writing): Mention[] {
  const times = Array.from(text.matchAll(writing.time), timeMentions).flat();
  const rest = text.replaceAll(writing.time, ' ');
  const figures = Array.from(rest.matchAll(writing.figures), match => {
    const { word, factors } = scaleAfter(rest, match.index + match[0].length, writing);
    const unscaled = [...readings(match[0]), ...shortenedYear(rest, match.index, match[0])];
    const values = unscaled.flatMap(value => factors.map(factor => value * factor));
    return { written: match[0] + word, values: [...values, ...decade(values)] };
  });
  return [...times, ...figures];
}

/** An hour and its minutes; full hours may be said without, noon and midnight without any figure. */
function timeMentions([time, hour = '', minutes]: RegExpMatchArray): Mention[] {
  const value = Number(hour);
  const hours = value % 12 === 0 ? [] : [{ written: time.trim(), values: [value, (value + 12) % 24, value % 12] }];
  return Number(minutes ?? 0) === 0 ? hours : [...hours, { written: time.trim(), values: [Number(minutes)] }];
}

/** What the figures may mean: `1.234` is 1234 in French and 1.234 in English, and both are seen in both. */
function readings(figures: string): number[] {
  const compact = figures.replaceAll(' ', '');
  const separator = /[.,](?=[^.,]*$)/u.exec(compact)?.[0];
  if (separator === undefined) return [Number(compact)];
  const other = separator === '.' ? ',' : '.';
  const decimal = Number(compact.replaceAll(other, '').replace(/[.,](?=[^.,]*$)/u, '.'));
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/u.test(compact) ? [Number(compact.replaceAll(/[.,]/gu, ''))] : [];
  return [...grouped, ...(Number.isNaN(decimal) ? [] : [decimal])];
}

/** « les années 80 » are the 1980s. */
function decade(values: readonly number[]): number[] {
  return values.flatMap(value => {
    if (value % 10 !== 0 || value < 10) return [];
    if (value < 100) return [1900 + value];
    return value > 1900 && value < 2000 ? [value - 1900] : [];
  });
}

/** The second year of `1914–18` is 1918. */
function shortenedYear(text: string, start: number, figures: string): number[] {
  const [, century] = /(\d\d)\d\d ?[-–/] ?$/u.exec(text.slice(0, start)) ?? [];
  return century !== undefined && figures.length === 2 ? [Number(`${century}${figures}`)] : [];
}

/** What the figures are counted in, with the word for it: one, a thousand, a million. */
function scaleAfter(text: string, end: number, { scales, signs }: Writing): { word: string; factors: number[] } {
  const [after = '', word = ''] = /^[ -]?(\p{L}+)/u.exec(text.slice(end)) ?? [];
  const scale = scales.get(word.toLowerCase());
  if (scale !== undefined) return { word: after, factors: [scale] };
  const sign = signs.get(word);
  return { word: '', factors: sign === undefined ? [1] : [1, sign] };
}

/** `I`, `C`, `D` and `M` alone are words, initials or titles. */
function romanValues(text: string): number[] {
  const numerals = text.match(/(?<![\p{L}\d])(?:[IVXLCDM]{2,}|[VX](?!['’]))(?=e|er|ère|ᵉ|$|[^\p{L}\d])/gu) ?? [];
  return numerals.flatMap(numeral => romanValue(numeral) ?? []);
}

/** As whole words; hyphens, `and` and the plural make no difference. */
function containsWord(text: string, words: string): boolean {
  return ` ${loose(text)} `.includes(` ${loose(words)} `);
}

function loose(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words
    .filter(word => word !== 'and' && word !== 'et')
    .map(word => word.replace(/(?<=\p{L}{3})s$/u, ''))
    .join(' ');
}

function hasValue(values: readonly number[], value: number): boolean {
  return values.some(other => Math.abs(other - value) <= 1e-9 * Math.max(1, Math.abs(value)));
}

/** One kind of space and of hyphen, and spaces between groups of three. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u00A0\u202F\u2009\u2007]/gu, ' ')
    .replaceAll(/[\u2010\u2011]/gu, '-')
    .replaceAll(/(?<=\d)[' ’](?=\d{3}(?!\d))/gu, ' ');
}
