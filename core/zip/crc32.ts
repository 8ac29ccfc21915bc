const polynomial = 0xed_b8_83_20;

/** What each byte leaves behind; the tables after the first say so with one, two and three zeros after the byte. */
const [table, table1, table2, table3] = slices();

/** The CRC-32 of ZIP (ISO 3309, reflected), unsigned; of the ASCII digits 1 to 9 it is CBF43926. Four bytes at a time. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inFours = bytes.length - (bytes.length % 4);
  for (let at = 0; at < inFours; at += 4) {
    const word = crc ^ view.getUint32(at, true);
    crc =
      (table3[word & 0xff] ?? 0) ^
      (table2[(word >>> 8) & 0xff] ?? 0) ^
      (table1[(word >>> 16) & 0xff] ?? 0) ^
      (table[word >>> 24] ?? 0);
  }
  for (const byte of bytes.subarray(inFours)) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

function slices(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let entry = byte;
    for (let bit = 0; bit < 8; bit += 1) entry = (entry & 1) === 1 ? (entry >>> 1) ^ polynomial : entry >>> 1;
    return entry;
  });
  const behind = (before: Uint32Array) => before.map(entry => (first[entry & 0xff] ?? 0) ^ (entry >>> 8));
  const second = behind(first);
  const third = behind(second);
  return [first, second, third, behind(third)];
}
