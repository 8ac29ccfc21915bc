/** What a scan of bytes as UTF-8 finds. */
export interface Utf8Scan {
  /** Well-formed sequences of two bytes and more. */
  readonly sequences: number;
  /** Bytes that are in no well-formed sequence. */
  readonly badBytes: number;
  /** Offset of the first of them; −1 where there is none. */
  readonly firstBadByte: number;
}

/** Counts what is well-formed UTF-8 and what is not. See the Unicode Standard, table 3-7. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let sequences = 0;
  let badBytes = 0;
  let firstBadByte = -1;
  for (let place = 0; place < bytes.length; ) {
    const length = sequenceLength(bytes, place);
    if (length === 0) {
      badBytes += 1;
      if (firstBadByte < 0) firstBadByte = place;
    } else if (length > 1) sequences += 1;
    place += Math.max(length, 1);
  }
  return { sequences, badBytes, firstBadByte };
}

/** Bytes of the well-formed sequence that begins at `place`; 0 where none does. */
function sequenceLength(bytes: Uint8Array, place: number): number {
  const lead = bytes[place] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[place + 1] ?? 0;
  // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let next = 2; next < length; next += 1) {
    if (((bytes[place + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
