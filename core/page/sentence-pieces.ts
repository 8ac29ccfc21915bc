import type { Link } from '../edition/schema.ts';
import { safeLink } from '../text/links.ts';

/** A stretch of a sentence, in code units of the paragraph's text, that links somewhere as a whole or not at all. */
export interface SentencePiece {
  readonly start: number;
  readonly end: number;
  readonly href?: string;
}

/**
 * Cuts a sentence where links begin and end; a link over two sentences is one in each.
 * @param links in order, none overlapping another; those that must not be followed are passed over
 * @returns pieces in order, none empty; together they are the sentence
 */
export function sentencePieces(
  sentence: { readonly start: number; readonly end: number },
  links: readonly Link[],
): SentencePiece[] {
  const pieces: SentencePiece[] = [];
  let from = sentence.start;
  for (const link of links) {
    const start = Math.max(link.start, from);
    const end = Math.min(link.end, sentence.end);
    const href = safeLink(link.href);
    if (end <= start || href === undefined) continue;
    if (start > from) pieces.push({ start: from, end: start });
    pieces.push({ start, end, href });
    from = end;
  }
  if (from < sentence.end) pieces.push({ start: from, end: sentence.end });
  return pieces;
}
