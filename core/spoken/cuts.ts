import type { Audible } from './audible.ts';
import type { Piece } from './pieces.ts';
import { documentOverhead, escapeXml, langTagLength, subTagLength, tokenContent } from './ssml.ts';
import type { ChunkLimits, Span } from './types.ts';

/** Where a paragraph may be cut, from the best place to the worst. */
const sentenceBorder = 4;
const clauseBorder = 3;
const commaBorder = 2;
const spaceBorder = 1;
const graphemeBorder = 0;

/** Code units after a stretch that decide whether it ends between graphemes. */
const graphemeContext = 32;

/** What each stretch of the audible text weighs: prefix sums by code unit, a substitution's at its first. */
interface Weights {
  readonly billed: Uint32Array;
  readonly total: Uint32Array;
  /** 1 where a cut would fall inside a substitution. */
  readonly inside: Uint8Array;
}

/**
 * Cuts the audible text into stretches that each fit one request. Linear in the text.
 * @param sentenceStarts audible offsets
 * @returns stretches in order that rejoin to the whole
 */
export function cutIntoChunks(
  audible: Audible,
  pieces: readonly Piece[],
  sentenceStarts: ReadonlySet<number>,
  limits: ChunkLimits,
): Span[] {
  const weights = weigh(audible, pieces);
  const borders = new Borders(audible, weights.inside, sentenceStarts);
  const chunks: Span[] = [];
  let start = 0;
  while (start < audible.text.length) {
    const reach = reachFrom(start, weights, limits);
    const end = reach === audible.text.length ? reach : borders.bestBetween(start, reach);
    chunks.push({ start, end });
    start = end;
  }
  return chunks;
}

/** The furthest end of a stretch from `start` that keeps the limits; at least one code unit. */
function reachFrom(start: number, { billed, total }: Weights, limits: ChunkLimits): number {
  const length = billed.length - 1;
  const maxBilled = (billed[start] ?? 0) + limits.maxBilledCharacters;
  const maxTotal = (total[start] ?? 0) + limits.maxTotalCharacters - documentOverhead;
  let end = start;
  while (end < length && (billed[end + 1] ?? 0) <= maxBilled && (total[end + 1] ?? 0) <= maxTotal) end += 1;
  return Math.max(end, start + 1);
}

function weigh(audible: Audible, pieces: readonly Piece[]): Weights {
  const { text } = audible;
  const billed = new Uint32Array(text.length + 1);
  const total = new Uint32Array(text.length + 1);
  const inside = new Uint8Array(text.length + 1);
  const add = (at: number, moreBilled: number, moreTotal: number) => {
    billed[at + 1] = (billed[at] ?? 0) + moreBilled;
    total[at + 1] = (total[at] ?? 0) + moreTotal;
  };
  for (const piece of pieces) {
    const { start, end, spoken, tag } = piece;
    if (spoken === undefined) {
      const tags = tag === undefined ? 0 : langTagLength(tag);
      for (let at = start; at < end; at += 1) {
        add(at, 1, escapeXml(text[at] ?? '').length + (at === start ? tags : 0));
      }
      continue;
    }
    const content = spoken === '' ? '' : tokenContent(audible, piece);
    const tags = spoken === '' ? 0 : subTagLength(spoken);
    add(start, Math.max(content.length, spoken.length), escapeXml(content).length + tags);
    for (let at = start + 1; at < end; at += 1) add(at, 0, 0);
    inside.fill(1, start + 1, end);
  }
  return { billed, total, inside };
}

class Borders {
  readonly #text: string;
  readonly #inside: Uint8Array;
  readonly #sentenceStarts: ReadonlySet<number>;
  readonly #graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  constructor(audible: Audible, inside: Uint8Array, sentenceStarts: ReadonlySet<number>) {
    this.#text = audible.text;
    this.#inside = inside;
    this.#sentenceStarts = sentenceStarts;
  }

  /** The last of the best borders after `start`, up to `reach`. */
  bestBetween(start: number, reach: number): number {
    const betweenGraphemes = this.#graphemeBorders(start, reach);
    let best: number | undefined;
    let bestRank = -1;
    for (let at = reach; at > start && bestRank < sentenceBorder; at -= 1) {
      const rank = this.#rank(at);
      if (rank <= bestRank || this.#inside[at] === 1 || !betweenGraphemes.has(at)) continue;
      best = at;
      bestRank = rank;
    }
    return best ?? this.#betweenCodePoints(start, reach);
  }

  #rank(at: number): number {
    if (this.#sentenceStarts.has(at)) return sentenceBorder;
    const before = this.#text.slice(Math.max(0, at - 3), at);
    if (/[\s;:,]$/u.test(before) && /^[\s\d]/u.test(this.#text.slice(at, at + 1)) && !/\s$/u.test(before)) {
      return graphemeBorder;
    }
    if (/[;:]\s*$/u.test(before)) return clauseBorder;
    if (/,\s*$/u.test(before)) return commaBorder;
    return /\s$/u.test(before) ? spaceBorder : graphemeBorder;
  }

  /** Looked for in the stretch alone: segmenting around a place would take as long as its grapheme is. */
  #graphemeBorders(start: number, reach: number): Set<number> {
    const stretch = this.#text.slice(start, reach + graphemeContext);
    return new Set(Array.from(this.#graphemes.segment(stretch), ({ index }) => start + index));
  }

  /** The last resort, where one grapheme alone is over the limit: thousands of marks on one letter. */
  #betweenCodePoints(start: number, reach: number): number {
    const splitsPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(this.#text.slice(reach - 1, reach + 1));
    if (!splitsPair) return reach;
    return reach - 1 > start ? reach - 1 : reach + 1;
  }
}
