/** The written text without the characters that no voice speaks, and the way back. */
export interface Audible {
  /** As the voice is given it: the written characters, some left out. */
  readonly text: string;
  /**
   * For the rules to match on: same length as text, but every white space is a space, every apostrophe `'`, every
   * hyphen and minus `-`.
   */
  readonly plain: string;
  /** For each code unit of text its offset in the written text. */
  readonly writtenOffsets: Uint32Array;
}

/**
 * Soft hyphens, zero-width and other default-ignorable characters, controls, private use, placeholders; and what XML 1.0
 * forbids: lone surrogates, U+FFFE, U+FFFF.
 */
const unspokenCharacter =
  /[\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Private_Use}\uFFFC-\uFFFF]|(?![\t\n\r\u0085])\p{Cc}/gu;

/** Leaves out what is never spoken. Linear in the text. */
export function audibleOf(written: string): Audible {
  const kept: string[] = [];
  const writtenOffsets = new Uint32Array(written.length);
  let length = 0;
  const keep = (start: number, end: number) => {
    kept.push(written.slice(start, end));
    for (let offset = start; offset < end; offset += 1) {
      writtenOffsets[length] = offset;
      length += 1;
    }
  };
  let from = 0;
  for (const unspoken of written.matchAll(unspokenCharacter)) {
    keep(from, unspoken.index);
    from = unspoken.index + unspoken[0].length;
  }
  keep(from, written.length);
  const text = kept.join('');
  return { text, plain: plainOf(text), writtenOffsets: writtenOffsets.subarray(0, length) };
}

/** Spellings that mean the same, in one form; code unit for code unit. */
export function plainOf(text: string): string {
  return text
    .replaceAll(/\s|\u0085/gu, ' ')
    .replaceAll(/[’ʼ]/gu, "'")
    .replaceAll(/[‐‑−]/gu, '-');
}

/** The written stretch of an audible one; characters left out at its two ends are not part of it. */
export function writtenStretch(audible: Audible, start: number, end: number): { start: number; end: number } {
  const first = audible.writtenOffsets[start] ?? 0;
  const last = audible.writtenOffsets[end - 1] ?? first;
  return { start: first, end: last + 1 };
}

/** The first audible offset at or after a written one. */
export function audibleOffset(audible: Audible, written: number): number {
  let low = 0;
  let high = audible.writtenOffsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((audible.writtenOffsets[middle] ?? 0) < written) low = middle + 1;
    else high = middle;
  }
  return low;
}
