import type { Span, SpeechChunk, SpokenSpan } from './types.ts';

/** Finds the written stretch of a mark's UTF-8 byte offsets; see writtenSpan. */
export type MarkLocator = (utf8Start: number, utf8End: number) => Span | undefined;

const locators = new WeakMap<SpeechChunk, MarkLocator>();

/**
 * Where the written word of a speech mark stands.
 * @param utf8Start, @param utf8End the mark's byte offsets into the submitted SSML, end exclusive
 * @returns code units of the written text; a mark in a substitution, its tags included, means the whole written token;
 *   undefined for a mark on tags, on nothing or outside the document
 */
export function writtenSpan(chunk: SpeechChunk, utf8Start: number, utf8End: number): Span | undefined {
  let locate = locators.get(chunk);
  if (locate === undefined) {
    locate = markLocator(chunk);
    locators.set(chunk, locate);
  }
  return locate(utf8Start, utf8End);
}

/** Reads the document once, so that each of its hundreds of marks is found at once. */
function markLocator({ ssml, spans }: SpeechChunk): MarkLocator {
  const offsets = codeUnitOffsets(ssml);
  const offsetOf = (utf8: number) => offsets[Math.min(Math.max(0, utf8), offsets.length - 1)] ?? 0;
  return (utf8Start, utf8End) => {
    const start = offsetOf(utf8Start);
    const end = offsetOf(utf8End);
    const first = firstEndingAfter(spans, start);
    const after = firstStartingFrom(spans, end);
    return first < after ? stretchOf(spans.slice(first, after), start, end) : undefined;
  };
}

function stretchOf(touched: readonly SpokenSpan[], start: number, end: number): Span | undefined {
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    start: isVerbatim(first) ? first.writtenStart + Math.max(0, start - first.ssmlStart) : first.writtenStart,
    end: isVerbatim(last) ? last.writtenEnd - Math.max(0, last.ssmlEnd - end) : last.writtenEnd,
  };
}

/** An entity or a substitution maps as a whole. */
function isVerbatim({ element, ssmlStart, ssmlEnd, writtenStart, writtenEnd }: SpokenSpan): boolean {
  return element === undefined && ssmlEnd - ssmlStart === writtenEnd - writtenStart;
}

function firstEndingAfter(spans: readonly SpokenSpan[], offset: number): number {
  return firstIndex(spans.length, index => {
    const span = spans[index];
    return span !== undefined && (span.element?.end ?? span.ssmlEnd) > offset;
  });
}

function firstStartingFrom(spans: readonly SpokenSpan[], offset: number): number {
  return firstIndex(spans.length, index => {
    const span = spans[index];
    return span !== undefined && (span.element?.start ?? span.ssmlStart) >= offset;
  });
}

/** By bisection: `holds` is false up to some index and true from there. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** For each UTF-8 byte of a text, and its end, the offset of the character that holds it. */
function codeUnitOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length * 3 + 1);
  let bytes = 0;
  let units = 0;
  for (const character of text) {
    const next = bytes + utf8Length(character);
    offsets.fill(units, bytes, next);
    bytes = next;
    units += character.length;
  }
  offsets[bytes] = units;
  return offsets.subarray(0, bytes + 1);
}

function utf8Length(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
