import type { SourcedText } from './ssml-reader.ts';

/** Part of the submitted text, in UTF-16 code units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A word: letters, marks and digits, held together by what stands inside a word or a number (l’eau, porte-monnaie, 1.234,5,
 * AT&T, a@b.fr). Invisible joiners and soft hyphens belong to it. Our own: eSpeak's words have wrong lengths at elisions,
 * and several events a number.
 */
const WORD = /[\p{L}\p{M}\p{N}](?:[\p{Cf}\p{L}\p{M}\p{N}]|['’.&@·_‐‑-](?=[\p{L}\p{N}])|[,:](?=\p{N}))*/gu;

/** The words of a text, in order. */
export function wordsOf(text: SourcedText): readonly Span[] {
  return Array.from(text.text.matchAll(WORD), found => spanOf(text, found.index, found.index + found[0].length));
}

/**
 * The sentences of a block, in order, without white space around them; a sentence without a word is none.
 * @param block may cross tags: offsets say where each part came from
 */
export function sentencesOf(block: SourcedText, language: string): readonly Span[] {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(block.text);
  return Array.from(segments, ({ segment, index }) => {
    const trimmed = segment.trim();
    const start = index + segment.indexOf(trimmed);
    return { trimmed, span: spanOf(block, start, start + trimmed.length) };
  }).flatMap(({ trimmed, span }) => (trimmed.search(WORD) < 0 ? [] : [span]));
}

/** Ends where its last character does, not where the next one starts: a tag may stand between them. */
function spanOf({ starts, ends }: SourcedText, from: number, to: number): Span {
  return { start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
}
