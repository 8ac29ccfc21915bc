/**
 * The characters of an article: which of them are letters, line ends, invisible, or not text at all.
 */

/** Presentation forms that old fonts left in texts. NFC keeps them and NFKC would change far more (`½`, `²`). */
const ligatures: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

// Zero-width and soft: kept inside a paragraph, never at its ends, never a paragraph of their own. `trim()` keeps them.
const invisible = /^[\s\u0085\u00AD\u180E\u200B-\u200F\u2060\uFEFF]$/u;

/** Text without what is not text. */
export interface CleanText {
  readonly text: string;
  /** Control characters and lone surrogates that were removed. */
  readonly removed: number;
}

/**
 * Brings a text to the form in which it is kept: line ends as `\n` (U+2029 as a blank line), NFC, `ﬁ` as `fi`, no control
 * characters but tab and line end, no lone surrogates.
 */
export function cleanText(text: string): CleanText {
  const lines = text.replaceAll(/\r\n|[\r\v\f\u0085\u2028]/gu, '\n').replaceAll('\u2029', '\n\n');
  let removed = 0;
  const kept = lines.replaceAll(/(?![\t\n])[\p{Cc}\p{Cs}\u202A-\u202E]/gu, () => {
    removed += 1;
    return '';
  });
  return { text: kept.replaceAll(/[ﬀ-ﬆ]/gu, form => ligatures[form] ?? form).normalize('NFC'), removed };
}

/** One line: white space that may be broken collapses to one space; no-break spaces stay; invisible ends go. */
export function oneLine(text: string): string {
  return trimInvisible(text.replaceAll(/[ \t\n]+/gu, ' '));
}

// By hand: a regular expression for the end would try each character of a long invisible run in the middle.
export function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && invisible.test(text.charAt(start))) start += 1;
  while (end > start && invisible.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Whether there is anything to be spoken: a letter or a digit that is seen. Fillers of Hangul are letters, and invisible. */
export function hasWords(text: string): boolean {
  return /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u.test(text);
}

/** How many letters (category L) a text has, as it is seen; what the accounting of skipped text is done in. */
export function countLetters(text: string): number {
  return text.match(/(?!\p{Default_Ignorable_Code_Point})\p{L}/gu)?.length ?? 0;
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD'’-]*/gu)?.length ?? 0;
}

/** Words in capitals only, at least four letters of them: `L'ETAT DES ELUS`. */
export function isInCapitals(text: string): boolean {
  return !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= 4;
}
