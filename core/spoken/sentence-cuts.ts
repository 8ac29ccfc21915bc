import type { Piece } from './pieces.ts';
import type { Span } from './types.ts';

/**
 * Cuts stretches further, wherever a sentence begins, but for one that begins within a substitution. Linear.
 * @param stretches, @param pieces in order, without gap or overlap
 * @param sentenceStarts audible offsets
 */
export function cutAtSentences(
  stretches: readonly Span[],
  pieces: readonly Piece[],
  sentenceStarts: ReadonlySet<number>,
): Span[] {
  const starts = new Set(sentenceStarts);
  for (const { start, end, spoken } of pieces) {
    if (spoken === undefined) continue;
    for (let at = start + 1; at < end; at += 1) starts.delete(at);
  }
  const borders = [...starts].sort((a, b) => a - b);
  let next = 0;
  return stretches.flatMap(({ start, end }) => {
    const cuts: Span[] = [];
    let from = start;
    for (let at = borders[next]; at !== undefined && at < end; at = borders[next]) {
      if (at > from) cuts.push({ start: from, end: at });
      from = Math.max(from, at);
      next += 1;
    }
    cuts.push({ start: from, end });
    return cuts;
  });
}
