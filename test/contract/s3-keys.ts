import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { newPrefix, refusalOf, type S3Target, shorthands } from './s3-target.ts';

const NFC = 'é'.normalize('NFC');
const NFD = 'é'.normalize('NFD');

/** Awkward, but each of them a key. */
const KEYS = [
  'été & œuvre +1%#.txt',
  'a+b c%20d%2Fe%25',
  'question?mark=1&x[]=*',
  'quotes\'"<>;:,()!$@~',
  'emoji 👩‍👩‍👧 and 𝒳',
  'back\\slash',
  'trailing space ',
  'trailing/slash/',
  'double//slash',
  'tab\tline\nreturn\r',
  'a%00b',
  '&amp;lt;&#13;',
];

/** Names of keys, lists of keys, and deleting them. */
export function keyCases(target: () => S3Target): void {
  const { put, head, text } = shorthands(target);
  const list = (prefix: string, more: Partial<ListObjectsV2CommandInput> = {}) =>
    target().client.send(new ListObjectsV2Command({ Bucket: target().bucket, Prefix: prefix, ...more }));
  const keysOf = async (prefix: string, more: Partial<ListObjectsV2CommandInput> = {}) =>
    (await list(prefix, more)).Contents?.map(({ Key }) => Key) ?? [];

  describe('a key', () => {
    it.each(KEYS.map(key => [JSON.stringify(key), key]))(
      '%s comes back from put, get, list and delete',
      async (_, name) => {
        const prefix = newPrefix();
        await put(prefix + name, name);
        expect(await text(prefix + name)).toBe(name);
        const listed = (await keysOf(prefix, { EncodingType: 'url' })).map(key => decodeURIComponent(key ?? ''));
        expect(listed).toEqual([prefix + name]);
        await deleteAll([prefix + name]);
        expect(await keysOf(prefix)).toEqual([]);
      },
    );

    it('in NFC is not its twin in NFD', async () => {
      const prefix = newPrefix();
      await put(prefix + NFC, 'composed');
      await put(prefix + NFD, 'decomposed');
      expect(await text(prefix + NFC)).toBe('composed');
      expect(await text(prefix + NFD)).toBe('decomposed');
      expect(await keysOf(prefix)).toEqual([prefix + NFD, prefix + NFC]);
    });

    it('may have 1,024 bytes, and not one more', async () => {
      const prefix = newPrefix();
      const longest = prefix + 'é'.repeat((1024 - prefix.length) / 2).padEnd((1024 - prefix.length) / 2, 'x');
      const key = longest + 'x'.repeat(1024 - Buffer.byteLength(longest));
      await put(key.slice(0, -1), '1023');
      await put(key, '1024');
      expect(await text(key)).toBe('1024');
      expect(await refusalOf(put(`${key}x`, '1025'))).toEqual({ status: 400, code: 'KeyTooLongError' });
    });

    it('differs from another one in upper and lower case', async () => {
      const prefix = newPrefix();
      await put(`${prefix}A`, 'upper');
      await put(`${prefix}a`, 'lower');
      expect(await text(`${prefix}A`)).toBe('upper');
    });

    it('may be the beginning of another key', async () => {
      const prefix = newPrefix();
      await put(`${prefix}a`, 'file');
      await put(`${prefix}a/b`, 'below');
      expect(await text(`${prefix}a`)).toBe('file');
      expect(await text(`${prefix}a/b`)).toBe('below');
    });
  });

  describe('a list', () => {
    it('is in the order of the UTF-8 bytes', async () => {
      const prefix = newPrefix();
      const names = ['a', 'B', 'é', 'Z', '~', '\u{1F600}', '\uFFFD', 'a/', 'a!'];
      for (const name of names) await put(prefix + name);
      const expected = names.map(name => prefix + name).sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
      expect(await keysOf(prefix)).toEqual(expected);
    });

    it('says size, ETag and date of each object', async () => {
      const prefix = newPrefix();
      const { ETag } = await put(`${prefix}a`, 'abc');
      const { Contents, KeyCount, IsTruncated } = await list(prefix);
      expect(Contents?.[0]).toMatchObject({ Key: `${prefix}a`, Size: 3, ETag, StorageClass: 'STANDARD' });
      expect(Contents?.[0]?.LastModified).toBeInstanceOf(Date);
      expect({ KeyCount, IsTruncated }).toEqual({ KeyCount: 1, IsTruncated: false });
    });

    it('of no keys is empty', async () => {
      expect(await list(newPrefix())).toMatchObject({ KeyCount: 0, IsTruncated: false });
    });

    it('groups keys by a delimiter', async () => {
      const prefix = newPrefix();
      for (const name of ['a', 'b/1', 'b/2', 'c/1/x', 'd']) await put(prefix + name);
      const { Contents, CommonPrefixes, KeyCount } = await list(prefix, { Delimiter: '/' });
      expect(Contents?.map(({ Key }) => Key)).toEqual([`${prefix}a`, `${prefix}d`]);
      expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual([`${prefix}b/`, `${prefix}c/`]);
      expect(KeyCount).toBe(4);
    });

    it('takes a delimiter of several characters', async () => {
      const prefix = newPrefix();
      for (const name of ['a--1', 'a--2', 'a-3']) await put(prefix + name);
      const { Contents, CommonPrefixes } = await list(prefix, { Delimiter: '--' });
      expect(CommonPrefixes).toEqual([{ Prefix: `${prefix}a--` }]);
      expect(Contents?.map(({ Key }) => Key)).toEqual([`${prefix}a-3`]);
    });

    it('begins after a key if told to', async () => {
      const prefix = newPrefix();
      for (const name of ['a', 'b', 'c']) await put(prefix + name);
      expect(await keysOf(prefix, { StartAfter: `${prefix}a` })).toEqual([`${prefix}b`, `${prefix}c`]);
      expect(await keysOf(prefix, { StartAfter: `${prefix}aa` })).toEqual([`${prefix}b`, `${prefix}c`]);
    });

    it('of pages of two, over keys and groups, has each once', async () => {
      const prefix = newPrefix();
      for (const name of ['a', 'b/1', 'b/2', 'b/3', 'c', 'd/1', 'e']) await put(prefix + name);
      const seen: Array<string | undefined> = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await list(prefix, {
          Delimiter: '/',
          MaxKeys: 2,
          ...(ContinuationToken && { ContinuationToken }),
        });
        expect(page.KeyCount).toBeLessThanOrEqual(2);
        seen.push(
          ...(page.Contents ?? []).map(({ Key }) => Key),
          ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        );
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      expect(seen).toHaveLength(5);
      expect(new Set(seen)).toEqual(new Set(['a', 'b/', 'c', 'd/', 'e'].map(name => prefix + name)));
    });

    it('with max-keys 0 is empty and not truncated', async () => {
      const prefix = newPrefix();
      await put(`${prefix}a`);
      expect(await list(prefix, { MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    });

    it('with a token that nobody gave out is refused', async () => {
      const refused = await refusalOf(list('', { ContinuationToken: '!!' }));
      expect(refused).toEqual({ status: 400, code: 'InvalidArgument' });
    });

    it('of 1,001 keys has a page of 1,000 and one of 1, and 1,000 have one page', async () => {
      const prefix = newPrefix();
      const names = Array.from({ length: 1001 }, (_, at) => `${prefix}${String(at).padStart(4, '0')}`);
      await Promise.all(names.map(name => put(name, name)));
      const first = await list(prefix);
      expect(first).toMatchObject({ KeyCount: 1000, IsTruncated: true });
      const { NextContinuationToken: ContinuationToken } = first;
      const second = await list(prefix, { ContinuationToken });
      expect(second).toMatchObject({ KeyCount: 1, IsTruncated: false });
      expect([...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)).toEqual(names);
      await deleteAll(names.slice(0, 1000));
      expect(await keysOf(prefix)).toEqual(names.slice(1000));
      await deleteAll(names.slice(1000));
    });

    it('in its first version goes on from NextMarker', async () => {
      const prefix = newPrefix();
      for (const name of ['a', 'b/1', 'b/2', 'c']) await put(prefix + name);
      const { client, bucket } = target();
      const ask = (Marker?: string) =>
        client.send(new ListObjectsCommand({ Bucket: bucket, Prefix: prefix, Delimiter: '/', MaxKeys: 2, Marker }));
      const first = await ask();
      expect(first).toMatchObject({ IsTruncated: true, NextMarker: `${prefix}b/` });
      const second = await ask(first.NextMarker);
      expect(second.Contents?.map(({ Key }) => Key)).toEqual([`${prefix}c`]);
      expect(second.CommonPrefixes).toBeUndefined();
    });
  });

  describe('a deletion', () => {
    it('removes the object, and says the same of one that is not there', async () => {
      const { client, bucket } = target();
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      const once = await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      expect(once.$metadata.httpStatusCode).toBe(204);
      expect((await refusalOf(head(key))).status).toBe(404);
      const twice = await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      expect(twice.$metadata.httpStatusCode).toBe(204);
    });

    it('of several keys names each, unless it is to be quiet', async () => {
      const prefix = newPrefix();
      await put(`${prefix}a`);
      const { Deleted } = await deleteAll([`${prefix}a`, `${prefix}missing`]);
      expect(Deleted?.map(({ Key }) => Key)).toEqual([`${prefix}a`, `${prefix}missing`]);
      expect((await deleteAll([`${prefix}a`], true)).Deleted).toBeUndefined();
    });

    it('of more than 1,000 keys at once is refused', async () => {
      const prefix = newPrefix();
      const keys = Array.from({ length: 1001 }, (_, at) => prefix + at);
      expect(await refusalOf(deleteAll(keys))).toEqual({ status: 400, code: 'MalformedXML' });
    });
  });

  function deleteAll(keys: readonly string[], Quiet = false) {
    const Objects = keys.map(Key => ({ Key }));
    const { client, bucket } = target();
    return client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet } }));
  }
}
