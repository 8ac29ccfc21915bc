import { crc32, deflateSync } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const trueColour = 2;
const eightBits = 8;
/** Each byte less the one above it: rows of flat colour become zeros. */
const filterUp = 2;

/**
 * A PNG without transparency, which podcast directories refuse.
 * @param pixels opaque, four bytes each: red, green, blue, alpha
 * @see Portable Network Graphics (PNG) Specification, ISO/IEC 15948
 */
export function opaquePng(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([eightBits, trueColour], 8);
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.from(signature),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(filteredRows(pixels, width, height), { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function filteredRows(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = 1 + width * 3;
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    rows[y * rowBytes] = filterUp;
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (y * width + x) * 4 + channel;
        const above = y === 0 ? 0 : (pixels[at - width * 4] ?? 0);
        rows[y * rowBytes + 1 + x * 3 + channel] = (pixels[at] ?? 0) - above;
      }
    }
  }
  return rows;
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
