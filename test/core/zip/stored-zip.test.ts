import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../core/zip/crc32.ts';
import { storedZip, storedZipBytes, type ZipEntry } from '../../../core/zip/stored-zip.ts';
import { unzip } from '../../support/unzip.ts';

const modified = new Date('2026-11-23T10:00:01Z');
const encoder = new TextEncoder();

function entry(name: string, text: string): ZipEntry {
  const bytes = encoder.encode(text);
  return { name, bytes: bytes.length, content: () => bytes };
}

async function zip(entries: readonly ZipEntry[], date = modified): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of storedZip(entries, date)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

describe('an archive', () => {
  it('is as long as announced, and holds each file as it was', async () => {
    const entries = [entry('a.txt', 'Été'), entry('b/empty.txt', ''), entry('b/c.txt', 'x'.repeat(70_000))];
    const archive = await zip(entries);
    expect(archive.length).toBe(storedZipBytes(entries));
    const read = unzip(archive).map(({ name, content }) => [name, new TextDecoder().decode(content)]);
    expect(read).toEqual([
      ['a.txt', 'Été'],
      ['b/empty.txt', ''],
      ['b/c.txt', 'x'.repeat(70_000)],
    ]);
  });

  it('of no file is an archive', async () => {
    expect(unzip(await zip([]))).toEqual([]);
  });

  it.each([65_534, 65_535, 65_536])('of %i files is read back; ZIP64 where it must be, and only there', async count => {
    const entries = Array.from({ length: count }, (_, index) => entry(`${index}`, ''));
    const archive = await zip(entries);
    expect(archive.length).toBe(storedZipBytes(entries));
    expect(unzip(archive)).toHaveLength(count);
    const hasZip64 = Buffer.from(archive).includes('PK\u0006\u0006', archive.length - 200);
    expect(hasZip64).toBe(count >= 65_535);
  });

  it('bears its date in UTC, kept within what a ZIP knows', async () => {
    const stampOf = async (date: string) => {
      const archive = await zip([entry('a', '')], new Date(date));
      return new DataView(archive.buffer).getUint32(10, true);
    };
    // 46 years after 1980, month 11, day 23; 10 h, 0 min, 0 times two seconds.
    expect(await stampOf('2026-11-23T10:00:01Z')).toBe(((46 << 25) | (11 << 21) | (23 << 16) | (10 << 11)) >>> 0);
    expect(await stampOf('1970-01-01T00:00:00Z')).toBe(((1 << 21) | (1 << 16)) >>> 0);
    expect(await stampOf('2200-01-01T00:00:00Z')).toBe(await stampOf('2107-12-31T23:59:59Z'));
  });

  it('is not finished where a file is not as long as announced', async () => {
    await expect(zip([{ ...entry('a', 'abc'), bytes: 4 }])).rejects.toMatchObject({
      code: 'InvalidDocument',
      place: 'a',
    });
  });

  it('beyond 4 GiB says where its files are in 64 bits', async () => {
    // The one gigabyte is not copied: its length is all that the test reads.
    const gigabyte = new Uint8Array(2 ** 30);
    const entries = [
      ...Array.from({ length: 4 }, (_, index) => ({
        name: `${index}`,
        bytes: gigabyte.length,
        content: () => gigabyte,
      })),
      entry('far', 'here'),
    ];
    let length = 0;
    let tail = new Uint8Array();
    for await (const part of storedZip(entries, modified)) {
      length += part.length;
      if (part.length < 1_000) tail = new Uint8Array(Buffer.concat([tail, part]));
    }
    expect(length).toBe(storedZipBytes(entries));
    const view = new DataView(tail.buffer);
    const at = Buffer.from(tail).lastIndexOf('PK\u0001\u0002');
    expect(view.getUint32(at + 42, true)).toBe(0xffffffff);
    expect(view.getBigUint64(at + 46 + 'far'.length + 4, true)).toBe(4n * (2n ** 30n + 31n));
  }, 120_000);
});

describe('the checksum', () => {
  it('is that of ZIP', () => {
    expect(crc32(encoder.encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
