import { crc32 } from 'node:zlib';

/** A file of an archive, as its central directory and its local header both have it. */
export interface UnzippedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly offset: number;
  readonly extraBytes: number;
}

/**
 * Reads an archive of stored files as strictly as a streaming reader: the local headers must say the same as the central
 * directory, lie one behind the other, and the checksums be right. Reads ZIP64, too.
 * @throws Error naming what is wrong
 */
export function unzip(archive: Uint8Array): UnzippedFile[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { entries, offset } = endOf(view, archive.length);
  const files: UnzippedFile[] = [];
  let at = offset;
  let expected = 0;
  for (let index = 0; index < entries; index += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error(`no central header at ${at}`);
    const nameBytes = view.getUint16(at + 28, true);
    const extra = view.getUint16(at + 30, true);
    const local = farOffset(view, at, nameBytes) ?? view.getUint32(at + 42, true);
    if (local !== expected) throw new Error(`a gap before ${local}`);
    const file = localFile(archive, view, local);
    // Flags, method, time, date, checksum and lengths stand in both.
    const same = archive.subarray(at + 8, at + 30).every((byte, i) => byte === archive[local + 6 + i]);
    if (!same) throw new Error(`${file.name}: the headers differ`);
    files.push(file);
    expected = local + 30 + nameBytes + file.content.length;
    at += 46 + nameBytes + extra;
  }
  if (expected !== offset) throw new Error('a gap before the central directory');
  return files;
}

function endOf(view: DataView, length: number): { entries: number; offset: number } {
  const end = length - 22;
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error('no end of central directory');
  const entries = view.getUint16(end + 10, true);
  const offset = view.getUint32(end + 16, true);
  if (entries !== 0xffff && offset !== 0xffffffff) return { entries, offset };
  if (view.getUint32(end - 20, true) !== 0x07064b50) throw new Error('no ZIP64 locator');
  const zip64 = Number(view.getBigUint64(end - 12, true));
  if (view.getUint32(zip64, true) !== 0x06064b50) throw new Error('no ZIP64 end');
  return { entries: Number(view.getBigUint64(zip64 + 32, true)), offset: Number(view.getBigUint64(zip64 + 48, true)) };
}

function farOffset(view: DataView, at: number, nameBytes: number): number | undefined {
  if (view.getUint32(at + 42, true) !== 0xffffffff) return undefined;
  const extra = at + 46 + nameBytes;
  if (view.getUint16(extra, true) !== 1) throw new Error('no ZIP64 field');
  return Number(view.getBigUint64(extra + 4, true));
}

function localFile(archive: Uint8Array, view: DataView, at: number): UnzippedFile {
  if (view.getUint32(at, true) !== 0x04034b50) throw new Error(`no local header at ${at}`);
  if (view.getUint16(at + 8, true) !== 0) throw new Error('not stored');
  const nameBytes = view.getUint16(at + 26, true);
  const extraBytes = view.getUint16(at + 28, true);
  const start = at + 30 + nameBytes + extraBytes;
  const name = new TextDecoder().decode(archive.subarray(at + 30, at + 30 + nameBytes));
  const content = archive.subarray(start, start + view.getUint32(at + 18, true));
  if (crc32(content) !== view.getUint32(at + 14, true)) throw new Error(`${name}: another checksum`);
  return { name, content, offset: at, extraBytes };
}
