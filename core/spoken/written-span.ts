import type { Span, SpeechChunk, SpokenSpan } from './types.ts';

/**
 * Where the written word of a speech mark stands.
 * @param utf8Start, @param utf8End the mark's byte offsets into the submitted SSML, end exclusive
 * @returns code units of the written text; a mark in a substitution, its tags included, means the whole written token;
 *   undefined for a mark on tags or nothing at all
 */
export function writtenSpan(chunk: SpeechChunk, utf8Start: number, utf8End: number): Span | undefined {
  const start = codeUnitOffset(chunk.ssml, utf8Start);
  const end = codeUnitOffset(chunk.ssml, utf8End);
  const touched = chunk.spans.filter(span => extentOf(span).start < end && extentOf(span).end > start);
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    start: isVerbatim(first) ? first.writtenStart + Math.max(0, start - first.ssmlStart) : first.writtenStart,
    end: isVerbatim(last) ? last.writtenEnd - Math.max(0, last.ssmlEnd - end) : last.writtenEnd,
  };
}

function extentOf(span: SpokenSpan): Span {
  return span.element ?? { start: span.ssmlStart, end: span.ssmlEnd };
}

/** An entity or a substitution maps as a whole. */
function isVerbatim({ element, ssmlStart, ssmlEnd, writtenStart, writtenEnd }: SpokenSpan): boolean {
  return element === undefined && ssmlEnd - ssmlStart === writtenEnd - writtenStart;
}

/** The code unit that holds or follows a byte; the text's length for bytes past its end. */
function codeUnitOffset(text: string, utf8Offset: number): number {
  let bytes = 0;
  let units = 0;
  for (const character of text) {
    if (bytes >= utf8Offset) break;
    bytes += utf8Length(character);
    units += character.length;
  }
  return units;
}

function utf8Length(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
