import { inflateSync } from 'node:zlib';

const recordBytes = 20;
const headerBytes = 44;

/**
 * The TrueType font in a WOFF file, under the weight that is asked for: a renderer does not fall back from one file to
 * another of the same family and weight, so each subset of a family gets a weight of its own, and is asked for by it.
 * @param weight 100 to 900, in hundreds
 * @see WOFF File Format 1.0; ISO/IEC 14496-22, table OS/2
 */
export function fontOfWoff(woff: Uint8Array, weight: number): Uint8Array<ArrayBuffer> {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  const tables = Array.from({ length: from.getUint16(12) }, (_, index) =>
    tableAt(woff, from, headerBytes + index * recordBytes),
  );
  const directoryBytes = 12 + tables.length * 16;
  const font = new Uint8Array(tables.reduce((total, { bytes }) => total + padded(bytes.length), directoryBytes));
  const to = new DataView(font.buffer);
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, tables.length);
  let at = directoryBytes;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const record = 12 + index * 16;
    [tag, checksum, at, bytes.length].forEach((value, field) => to.setUint32(record + field * 4, value));
    font.set(bytes, at);
    if (tag === os2Tag) to.setUint16(at + 4, weight);
    at += padded(bytes.length);
  }
  return font;
}

/** `OS/2`, whose third field is the weight. */
const os2Tag = 0x4f_53_2f_32;

function tableAt(woff: Uint8Array, view: DataView, record: number) {
  const [tag, offset, storedBytes, bytes, checksum] = [0, 4, 8, 12, 16].map(field => view.getUint32(record + field));
  const stored = woff.subarray(offset, (offset ?? 0) + (storedBytes ?? 0));
  return { tag: tag ?? 0, checksum: checksum ?? 0, bytes: storedBytes === bytes ? stored : inflateSync(stored) };
}

/** Tables begin at multiples of four. */
function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
