import type { Language } from '../languages.ts';
import { abbreviations } from './abbreviations.ts';

/** A stretch of a paragraph's text, in code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenters = {
  fr: new Intl.Segmenter('fr', { granularity: 'sentence' }),
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
} as const satisfies Record<Language, Intl.Segmenter>;

/**
 * The sentences of a paragraph: the boundaries of Unicode (UAX 29) and some that it lacks, less those that follow an
 * abbreviation, precede a small letter, or would part a quote from its closing mark.
 * @param text one paragraph, one line
 * @returns in order; between them stands white space only, so nothing of the text is lost
 */
export function sentencesOf(text: string, language: Language): Span[] {
  const spans: Span[] = [];
  let start = skipSpace(text, 0);
  for (const boundary of boundariesOf(text, language)) {
    if (boundary <= start || !endsSentence(text, start, boundary, language)) continue;
    spans.push({ start, end: trimmedEnd(text, start, boundary) });
    start = boundary;
  }
  const end = trimmedEnd(text, start, text.length);
  if (end > start) spans.push({ start, end });
  return spans;
}

// Beyond UAX 29, which sees none before a number, after an ellipsis, before a dash, or where a space parts the closing
// quote from its full stop (« … ! »): every place where one might be. Bounded, so that a row of brackets costs no more.
const afterStop = /[.!?…]["»”’)\]]{0,4}\s+/gu;
const afterNoteMark = /[.!?…]["»”’)\]]{0,4}(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]){1,3}\s+/gu;
const afterClosing = /[.!?…]["”’)\]]{0,3}[ \u00A0\u202F]?[»›”’)\]]{1,3}["”’»)\]]{0,3}\s+/gu;

function boundariesOf(text: string, language: Language): readonly number[] {
  const places = new Set<number>();
  for (const { index } of segmenters[language].segment(text)) places.add(skipSpace(text, index));
  for (const pattern of [afterStop, afterNoteMark, afterClosing]) {
    for (const match of text.matchAll(pattern)) places.add(match.index + match[0].length);
  }
  places.delete(0);
  places.delete(text.length);
  return [...places].sort((a, b) => a - b);
}

/** How far a decision looks to either side; more than any abbreviation or quote mark needs. */
const reach = 48;

function endsSentence(text: string, start: number, boundary: number, language: Language): boolean {
  const before = text.slice(Math.max(start, boundary - reach), boundary).trimEnd();
  const after = text.slice(boundary, boundary + reach);
  if (continues(after)) return false;
  const spaced = /\s/u.test(text.charAt(boundary - 1));
  if (!spaced) return endsWithoutSpace(before, after, language);
  if (boundary - start <= reach && isEnumerator(before)) return false;
  if (/(?:\[|\()(?:…|\.\.\.)[\])]$/u.test(before)) return opensSentence(after, language);
  if (/(?:…|\.\.\.)$/u.test(before)) return !/^\p{N}/u.test(after);
  return !before.endsWith('.') || endsAfterFullStop(before, after, language);
}

const opening = String.raw`["'«‹“‘„(\[\s\u00A0\u202F—–-]`;
const continuation = new RegExp(
  String.raw`^[\s\u00A0\u202F]*(?:[»›”’)\]},;:!?.…%]|["'](?=[\s,.;:]|$)|${opening}*(?!\p{Ll}{1,2}\p{Lu})\p{Ll})`,
  'u',
);

/** What can't begin a sentence: a closing mark, punctuation, a small letter (past quotes and dashes). */
function continues(after: string): boolean {
  return continuation.test(after);
}

/** `1.`, `IV.`, `b)` at the beginning number what follows. */
function isEnumerator(sentence: string): boolean {
  return /^[«“"(]?\s*(?:\d{1,3}|[IVXLC]+|[a-zA-Z])[.)]$/u.test(sentence);
}

/** A missing space after the full stop: only where both sides are plain words, so that no address or version is cut. */
function endsWithoutSpace(before: string, after: string, language: Language): boolean {
  return /(?:^|[\s’'«(])\p{Ll}{2,}[.!?…]$/u.test(before) && opensSentence(after, language);
}

const stopAfterWord = /(?:^|[\s«»“”"'’([/–—])([^\s«»“”"’'([/–—]+)\.$/u;

function endsAfterFullStop(before: string, after: string, language: Language): boolean {
  const word = stopAfterWord.exec(before)?.[1];
  if (word === undefined) return true;
  const { leaning, free, beforeNumber } = abbreviations[language];
  if (isIn(leaning, word)) return false;
  if (isIn(beforeNumber, word) && !/['’]s\.$/u.test(before))
    return !/^(?:\d|[IVXLC]+(?![\p{L}’'])|[LRDA]\. ?\d)/u.test(after);
  if (isIn(free, word))
    return (
      word === 'etc' ||
      opensSentence(after, language) ||
      (isEra(word) && !isDateAlone(before) && beginsWithCapital(after))
    );
  if (isInitials(word)) return opensSentence(after, language);
  return true;
}

function isIn(set: ReadonlySet<string>, word: string): boolean {
  return set.has(word) || (/^\p{Lu}/u.test(word) && set.has(word.toLowerCase()) && word.length > 1);
}

/** What is dated needs no name after it: `La Gaule` begins a sentence. */
function isEra(word: string): boolean {
  return word === 'J.-C' || word === 'ap.J.-C';
}

/** `En 146 av. J.-C.` opens a sentence of which more must come. */
function isDateAlone(sentence: string): boolean {
  return /^(?:En|Aux?|Vers|Dès|Depuis|Avant|Après|Entre)[\s\u00A0][^,;:]{1,40}$/u.test(sentence);
}

const capital = new RegExp(`^${opening}*\\p{Lu}`, 'u');

function beginsWithCapital(after: string): boolean {
  return capital.test(after);
}

/** `J`, `J.-P`, `O.N.U`, `Ch`: capitals with stops between them. Not the Roman numeral at a sentence's end. */
function isInitials(word: string): boolean {
  return /^(?:\p{Lu}\p{Ll}?[.-]+)*\p{Lu}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}\p{Ll}$/u.test(word);
}

const firstWord = new RegExp(`^${opening}*([\\p{Lu}][\\p{L}\\p{M}]*)(['’]|\\s+)?(.)?`, 'u');

/**
 * Whether what follows begins like a sentence rather than a name: `Le médecin`, `Il a`, `L’or`; not `Le Pen`, `Dupont`.
 */
function opensSentence(after: string, language: Language): boolean {
  const match = firstWord.exec(after);
  if (match === null) return false;
  const [, word = '', , next = ''] = match;
  if (!abbreviations[language].openers.has(word)) return false;
  return !isNameParticle(word) || !/\p{Lu}/u.test(next);
}

/** `Le Goff`, `La Fontaine`, `De Gaulle`: before a capital they may be part of a name. */
function isNameParticle(word: string): boolean {
  return /^(?:Le|La|Les|L|De|Du|Des|D|Van|A|St)$/u.test(word);
}

function skipSpace(text: string, place: number): number {
  let next = place;
  while (next < text.length && /\s/u.test(text.charAt(next))) next += 1;
  return next;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/u.test(text.charAt(last - 1))) last -= 1;
  return last;
}
