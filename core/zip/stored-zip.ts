import { DiglotError } from '../errors.ts';
import { readAhead } from '../read-ahead.ts';
import { crc32 } from './crc32.ts';

/** A file of an archive. It is asked for when its turn comes, and then is in memory as a whole. */
export interface ZipEntry {
  /** A path of ASCII letters, digits and `/ . -`. */
  readonly name: string;
  /** Exact length of what `content` gives, below 4 GiB. */
  readonly bytes: number;
  readonly content: () => Promise<Uint8Array> | Uint8Array;
}

/** Entries that are asked for ahead of their turn, itself included. */
const entriesAtOnce = 8;

/**
 * An archive as a stream. Nothing is compressed, as sound would not shrink, so that its length is known beforehand; and
 * each local header has its file's length and checksum, so that the archive can be read as a stream, too. The same
 * entries and date give the same bytes. ZIP64 is used where it is needed, and only there.
 * @param modified of all entries; a ZIP knows even seconds from 1980 to 2107
 * @throws DiglotError InvalidDocument if an entry is not as long as announced
 * @see PKWARE APPNOTE 6.3.10; OCF (EPUB 3.3, 4.2) on the entry `mimetype`: first, stored, without extra field
 */
export async function* storedZip(entries: readonly ZipEntry[], modified: Date): AsyncGenerator<Uint8Array> {
  const central: Uint8Array[] = [];
  const stamp = dosStamp(modified);
  let offset = 0;
  let next = 0;
  for await (const content of readAhead(entries, entriesAtOnce, async entry => entry.content())) {
    const entry = entries[next];
    next += 1;
    if (entry === undefined || content.length !== entry.bytes) throw otherLength(entry, content.length);
    const name = new TextEncoder().encode(entry.name);
    const about: Described = { name, stamp, crc: crc32(content), bytes: content.length, offset };
    yield localHeader(about);
    yield content;
    central.push(centralHeader(about));
    offset += localHeaderBytes + name.length + content.length;
  }
  const centralBytes = central.reduce((sum, { length }) => sum + length, 0);
  yield* central;
  yield endOfArchive({ entries: entries.length, centralBytes, offset });
}

/** How long the archive of these entries is, without making it. */
export function storedZipBytes(entries: readonly Pick<ZipEntry, 'name' | 'bytes'>[]): number {
  let offset = 0;
  let centralBytes = 0;
  for (const { name, bytes } of entries) {
    centralBytes += centralHeaderBytes + name.length + (offset < unsigned32 ? 0 : zip64OffsetBytes);
    offset += localHeaderBytes + name.length + bytes;
  }
  return offset + centralBytes + endOfArchive({ entries: entries.length, centralBytes, offset }).length;
}

interface Described {
  readonly name: Uint8Array;
  /** Time and date as MS-DOS had them, in one number of 32 bits. */
  readonly stamp: number;
  readonly crc: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const localHeaderBytes = 30;
const centralHeaderBytes = 46;
const zip64OffsetBytes = 12;
const endBytes = 22;
const zip64EndBytes = 56;
const zip64LocatorBytes = 20;

/** In place of a number that does not fit; the number itself then stands in a field of ZIP64. */
const unsigned16 = 0xff_ff;
const unsigned32 = 0xff_ff_ff_ff;

/** Versions of the format that a reader must know: 1.0, and 4.5 for ZIP64. */
const plainVersion = 10;
const zip64Version = 45;

function localHeader({ name, stamp, crc, bytes }: Described): Uint8Array {
  const { out, view } = record(localHeaderBytes + name.length, 'PK\u0003\u0004');
  view.setUint16(4, plainVersion, true);
  view.setUint32(10, stamp, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, bytes, true);
  view.setUint32(22, bytes, true);
  view.setUint16(26, name.length, true);
  out.set(name, localHeaderBytes);
  return out;
}

function centralHeader({ name, stamp, crc, bytes, offset }: Described): Uint8Array {
  const isFar = offset >= unsigned32;
  const extraBytes = isFar ? zip64OffsetBytes : 0;
  const { out, view } = record(centralHeaderBytes + name.length + extraBytes, 'PK\u0001\u0002');
  view.setUint16(4, isFar ? zip64Version : plainVersion, true);
  view.setUint16(6, isFar ? zip64Version : plainVersion, true);
  view.setUint32(12, stamp, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, bytes, true);
  view.setUint32(24, bytes, true);
  view.setUint16(28, name.length, true);
  view.setUint16(30, extraBytes, true);
  view.setUint32(42, Math.min(offset, unsigned32), true);
  out.set(name, centralHeaderBytes);
  if (isFar) {
    const at = centralHeaderBytes + name.length;
    view.setUint16(at, 1, true);
    view.setUint16(at + 2, 8, true);
    view.setBigUint64(at + 4, BigInt(offset), true);
  }
  return out;
}

interface Archive {
  readonly entries: number;
  readonly centralBytes: number;
  /** Where the central directory begins. */
  readonly offset: number;
}

function endOfArchive({ entries, centralBytes, offset }: Archive): Uint8Array {
  const isLarge = entries >= unsigned16 || centralBytes >= unsigned32 || offset >= unsigned32;
  const { out, view } = record(endBytes, 'PK\u0005\u0006');
  view.setUint16(8, Math.min(entries, unsigned16), true);
  view.setUint16(10, Math.min(entries, unsigned16), true);
  view.setUint32(12, Math.min(centralBytes, unsigned32), true);
  view.setUint32(16, Math.min(offset, unsigned32), true);
  return isLarge ? Uint8Array.from([...zip64End({ entries, centralBytes, offset }), ...out]) : out;
}

/** The same in numbers of 64 bits, and where to find it. */
function zip64End({ entries, centralBytes, offset }: Archive): Uint8Array {
  const { out, view } = record(zip64EndBytes + zip64LocatorBytes, 'PK\u0006\u0006');
  view.setBigUint64(4, BigInt(zip64EndBytes - 12), true);
  view.setUint16(12, zip64Version, true);
  view.setUint16(14, zip64Version, true);
  view.setBigUint64(24, BigInt(entries), true);
  view.setBigUint64(32, BigInt(entries), true);
  view.setBigUint64(40, BigInt(centralBytes), true);
  view.setBigUint64(48, BigInt(offset), true);
  out.set(new TextEncoder().encode('PK\u0006\u0007'), zip64EndBytes);
  view.setBigUint64(zip64EndBytes + 8, BigInt(offset + centralBytes), true);
  view.setUint32(zip64EndBytes + 16, 1, true);
  return out;
}

/** A record of zeros behind its signature. */
function record(length: number, signature: string): { out: Uint8Array; view: DataView } {
  const out = new Uint8Array(length);
  out.set(new TextEncoder().encode(signature));
  return { out, view: new DataView(out.buffer) };
}

/** In UTC, so that the bytes do not depend on where they are written. */
function dosStamp(date: Date): number {
  const earliest = Date.UTC(1980, 0, 1);
  const latest = Date.UTC(2107, 11, 31, 23, 59, 58);
  const at = new Date(Math.min(Math.max(date.getTime(), earliest), latest));
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

function otherLength(entry: ZipEntry | undefined, length: number): DiglotError {
  return new DiglotError({
    code: 'InvalidDocument',
    message: `A file of the book has ${length} bytes; ${entry?.bytes ?? 0} were announced.`,
    place: entry?.name ?? 'archive',
    remedy: 'Upload the article again.',
  });
}
