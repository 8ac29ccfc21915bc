const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Where a long sentence is best cut, the best first; each pattern ends where the next piece begins. */
const cutPoints = [/[;:][\p{Z}\s]+/gu, /,[\p{Z}\s]+/gu, /[\p{Z}\s]+/gu];

/**
 * Cuts a text into pieces that `fits` accepts: after `;` or `:`, else after a comma, else at a space, else between two
 * graphemes. Joined, the pieces are the text.
 * @param fits true for any single grapheme, and for every beginning of a text that it is true for
 */
export function cutText(text: string, fits: (piece: string) => boolean): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (!fits(rest)) {
    const end = bestCut(rest, fits);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

function bestCut(text: string, fits: (piece: string) => boolean): number {
  const limit = longestFit(text, fits);
  const head = text.slice(0, limit);
  for (const pattern of cutPoints) {
    const end = lastEnd(head, pattern);
    // A cut in the first half would make many small pieces; the next kind of cut may lie better.
    if (end > limit / 2) return end;
  }
  return graphemeEnd(text, limit);
}

/** The length of the longest beginning that fits, by bisection over code units. */
function longestFit(text: string, fits: (piece: string) => boolean): number {
  let low = 1;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** The last grapheme boundary at or before `limit`; a grapheme longer than that is kept whole. */
function graphemeEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    const next = index + segment.length;
    if (next > limit && end > 0) return end;
    end = next;
    if (end >= limit) return end;
  }
  return end;
}
