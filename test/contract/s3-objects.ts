import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { newPrefix, race, refusalOf, type S3Target, shorthands } from './s3-target.ts';

/** Writing and reading single objects. */
export function objectCases(target: () => S3Target): void {
  const { put, get, head, text } = shorthands(target);

  describe('an object', () => {
    it('comes back as it was put', async () => {
      const key = `${newPrefix()}a.txt`;
      await put(key, 'Bonjour, été !');
      expect(await text(key)).toBe('Bonjour, été !');
    });

    it('may be empty', async () => {
      const key = `${newPrefix()}empty`;
      await put(key, new Uint8Array());
      const got = await get(key);
      expect(got.ContentLength).toBe(0);
      expect(await got.Body?.transformToString()).toBe('');
    });

    it('has the MD5 of its body as ETag', async () => {
      const key = `${newPrefix()}a`;
      const { ETag } = await put(key, 'abc');
      expect(ETag).toBe(`"${createHash('md5').update('abc').digest('hex')}"`);
      expect((await head(key)).ETag).toBe(ETag);
    });

    it('is replaced whole by the next one of its key', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'a long first body', { Metadata: { one: '1' } });
      await put(key, 'second');
      expect(await text(key)).toBe('second');
      expect((await head(key)).Metadata).toEqual({});
    });

    it('keeps its headers', async () => {
      const key = `${newPrefix()}a`;
      const headers = {
        ContentType: 'text/plain; charset=utf-8',
        CacheControl: 'public, max-age=31536000, immutable',
        ContentDisposition: 'attachment; filename="a.txt"',
        ContentLanguage: 'fr',
        ContentEncoding: 'identity',
      };
      await put(key, 'x', { ...headers, Expires: new Date('2030-01-01T00:00:00Z') });
      const got = await head(key);
      expect(got).toMatchObject(headers);
      expect(got.ExpiresString).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
    });

    it('keeps its metadata, names in lower case', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x', { Metadata: { Title: 'a b', 'with-dash': '1' } });
      expect((await get(key)).Metadata).toEqual({ title: 'a b', 'with-dash': '1' });
    });

    it('keeps metadata beyond ASCII that was encoded as RFC 2047 says', async () => {
      const key = `${newPrefix()}a`;
      const title = `=?UTF-8?B?${Buffer.from('été').toString('base64')}?=`;
      await put(key, 'x', { Metadata: { title } });
      expect(decodeWord((await head(key)).Metadata?.['title'] ?? '')).toBe('été');
    });

    it('takes 2,048 bytes of metadata and refuses 2,049', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x', { Metadata: { m: 'v'.repeat(2047) } });
      const refused = await refusalOf(put(key, 'x', { Metadata: { m: 'v'.repeat(2048) } }));
      expect(refused).toEqual({ status: 400, code: 'MetadataTooLarge' });
    });

    it('is binary/octet-stream where nobody says otherwise', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      expect((await head(key)).ContentType).toMatch(/^(?:binary|application)\/octet-stream$/);
    });

    it('says when it was last modified', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      const ageMs = Date.now() - ((await head(key)).LastModified?.getTime() ?? 0);
      expect(Math.abs(ageMs)).toBeLessThan(60_000);
    });

    it('has no tags where none were put', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      const command = new GetObjectTaggingCommand({ Bucket: target().bucket, Key: key });
      expect((await target().client.send(command)).TagSet).toEqual([]);
    });

    it('that is not there is NoSuchKey, and NotFound for HEAD', async () => {
      const key = `${newPrefix()}missing`;
      expect(await refusalOf(get(key))).toEqual({ status: 404, code: 'NoSuchKey' });
      expect(await refusalOf(head(key))).toEqual({ status: 404, code: 'NotFound' });
    });

    it('cannot be put into a bucket that is not there', async () => {
      expect(await refusalOf(put('a', 'x', {}, 'diglot-no-such-bucket'))).toEqual({
        status: 404,
        code: 'NoSuchBucket',
      });
    });

    it('may be served with other headers on request', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x', { ContentType: 'text/plain' });
      const got = await get(key, {
        ResponseContentType: 'text/html',
        ResponseCacheControl: 'no-store',
        ResponseContentDisposition: 'attachment; filename="b.txt"',
        ResponseContentLanguage: 'en',
      });
      const wanted = { ContentType: 'text/html', CacheControl: 'no-store', ContentLanguage: 'en' };
      expect(got).toMatchObject({ ...wanted, ContentDisposition: 'attachment; filename="b.txt"' });
      expect(await got.Body?.transformToString()).toBe('x');
    });
  });

  describe('an upload', () => {
    it('from a stream is stored without the framing of aws-chunked', async () => {
      const key = `${newPrefix()}stream`;
      const bytes = Buffer.alloc(300_000, 'diglot');
      const pieces = [bytes.subarray(0, 100_000), bytes.subarray(100_000)];
      await put(key, '', { Body: Readable.from(pieces), ContentLength: bytes.length });
      const got = await get(key);
      expect(got.ContentEncoding).toBeUndefined();
      expect(bytes.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
    });

    it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const)(
      'is verified with %s and gives it back',
      async name => {
        const key = `${newPrefix()}sum`;
        const value = KNOWN_CHECKSUMS[name];
        await put(key, '123456789', { [`Checksum${name}`]: value });
        const got = await get(key, { ChecksumMode: 'ENABLED' });
        expect(got).toMatchObject({ [`Checksum${name}`]: value, ChecksumType: 'FULL_OBJECT' });
        expect(await got.Body?.transformToString()).toBe('123456789');
      },
    );

    it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const)(
      'with a wrong %s is refused, and nothing is stored',
      async name => {
        const key = `${newPrefix()}sum`;
        const refused = await refusalOf(put(key, '12345678x', { [`Checksum${name}`]: KNOWN_CHECKSUMS[name] }));
        expect(refused).toEqual({ status: 400, code: 'BadDigest' });
        expect((await refusalOf(head(key))).status).toBe(404);
      },
    );

    it('with a Content-MD5 is verified', async () => {
      const key = `${newPrefix()}md5`;
      const md5 = (body: string) => createHash('md5').update(body).digest('base64');
      await put(key, 'abc', { ContentMD5: md5('abc') });
      expect(await refusalOf(put(key, 'abd', { ContentMD5: md5('abc') }))).toEqual({ status: 400, code: 'BadDigest' });
      expect(await refusalOf(put(key, 'abc', { ContentMD5: 'bm8=' }))).toEqual({ status: 400, code: 'InvalidDigest' });
      expect(await text(key)).toBe('abc');
    });
  });

  describe('a conditional write', () => {
    it('with If-None-Match: * goes through where nothing is, and only there', async () => {
      const key = `${newPrefix()}once`;
      await put(key, 'first', { IfNoneMatch: '*' });
      const refused = await refusalOf(put(key, 'second', { IfNoneMatch: '*' }));
      expect(refused).toEqual({ status: 412, code: 'PreconditionFailed' });
      expect(await text(key)).toBe('first');
    });

    it('with If-Match goes through for the ETag that is there, and only for it', async () => {
      const key = `${newPrefix()}cas`;
      const { ETag } = await put(key, 'first');
      await put(key, 'second', { IfMatch: ETag });
      expect(await refusalOf(put(key, 'third', { IfMatch: ETag }))).toEqual({
        status: 412,
        code: 'PreconditionFailed',
      });
      expect(await text(key)).toBe('second');
    });

    it('with If-Match on nothing is NoSuchKey', async () => {
      const refused = await refusalOf(put(`${newPrefix()}cas`, 'x', { IfMatch: '"abc"' }));
      expect(refused).toEqual({ status: 404, code: 'NoSuchKey' });
    });

    it('is won by exactly one of 20 racing writers with If-None-Match: *', async () => {
      const key = `${newPrefix()}race`;
      const writers = Array.from({ length: 20 }, (_, at) => put(key, `writer ${at}`, { IfNoneMatch: '*' }));
      const { won, lostWith } = await race(writers);
      expect(won).toBe(1);
      expect(['PreconditionFailed', 'ConditionalRequestConflict']).toEqual(expect.arrayContaining(lostWith));
    });

    it('is won by exactly one of 20 racing writers with If-Match', async () => {
      const key = `${newPrefix()}race`;
      const { ETag } = await put(key, 'before');
      const { won } = await race(Array.from({ length: 20 }, (_, at) => put(key, `writer ${at}`, { IfMatch: ETag })));
      expect(won).toBe(1);
      expect(await text(key)).toMatch(/^writer \d+$/);
    });
  });

  describe('a conditional read', () => {
    it('with If-None-Match is 304 for the ETag that is there', async () => {
      const key = `${newPrefix()}a`;
      const { ETag } = await put(key, 'x');
      expect((await refusalOf(get(key, { IfNoneMatch: ETag }))).status).toBe(304);
      expect((await refusalOf(head(key, { IfNoneMatch: ETag }))).status).toBe(304);
      expect(await text(key, { IfNoneMatch: '"other"' })).toBe('x');
    });

    it('with If-Match is 412 for another ETag', async () => {
      const key = `${newPrefix()}a`;
      const { ETag } = await put(key, 'x');
      expect(await text(key, { IfMatch: ETag })).toBe('x');
      expect(await refusalOf(get(key, { IfMatch: '"other"' }))).toEqual({ status: 412, code: 'PreconditionFailed' });
    });

    it('with If-Modified-Since is 304 from its date on', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      const { LastModified } = await head(key);
      expect((await refusalOf(get(key, { IfModifiedSince: LastModified }))).status).toBe(304);
      expect(await text(key, { IfModifiedSince: new Date(0) })).toBe('x');
    });

    it('with If-Unmodified-Since is 412 before its date', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x');
      const refused = await refusalOf(get(key, { IfUnmodifiedSince: new Date('2001-01-01T00:00:00Z') }));
      expect(refused).toEqual({ status: 412, code: 'PreconditionFailed' });
    });
  });

  describe('a range', () => {
    const body = '0123456789';
    it.each([
      ['bytes=0-0', '0', 'bytes 0-0/10'],
      ['bytes=2-5', '2345', 'bytes 2-5/10'],
      ['bytes=5-', '56789', 'bytes 5-9/10'],
      ['bytes=9-9', '9', 'bytes 9-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
      ['bytes=-10', body, 'bytes 0-9/10'],
      ['bytes=-11', body, 'bytes 0-9/10'],
      ['bytes=8-99', '89', 'bytes 8-9/10'],
    ])('%s of ten bytes is %s', async (Range, expected, ContentRange) => {
      const key = `${newPrefix()}a`;
      await put(key, body);
      const got = await get(key, { Range });
      expect(got).toMatchObject({ ContentRange, ContentLength: expected.length });
      expect(got.$metadata.httpStatusCode).toBe(206);
      expect(await got.Body?.transformToString()).toBe(expected);
    });

    it.each(['bytes=10-', 'bytes=10-11', 'bytes=-0'])('%s of ten bytes is 416', async Range => {
      const key = `${newPrefix()}a`;
      await put(key, body);
      expect(await refusalOf(get(key, { Range }))).toEqual({ status: 416, code: 'InvalidRange' });
    });

    it('that makes no sense is ignored', async () => {
      const key = `${newPrefix()}a`;
      await put(key, body);
      expect(await text(key, { Range: 'bytes=5-2' })).toBe(body);
      expect(await text(key, { Range: 'lines=1-2' })).toBe(body);
    });

    it('of HEAD says how long it would be', async () => {
      const key = `${newPrefix()}a`;
      await put(key, body);
      expect(await head(key, { Range: 'bytes=2-5' })).toMatchObject({ ContentLength: 4 });
    });
  });

  it('a wish that is not fulfilled is refused, not ignored', async () => {
    const { client, bucket } = target();
    const command = new PutObjectCommand({ Bucket: bucket, Key: `${newPrefix()}a`, Body: 'x', IfNoneMatch: '"abc"' });
    expect(await refusalOf(client.send(command))).toEqual({ status: 501, code: 'NotImplemented' });
  });
}

/** Of `123456789`: the check values of the catalogues of CRCs, in base64. */
const KNOWN_CHECKSUMS = {
  CRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
  CRC32C: Buffer.from('e3069283', 'hex').toString('base64'),
  CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  SHA1: createHash('sha1').update('123456789').digest('base64'),
  SHA256: createHash('sha256').update('123456789').digest('base64'),
} as const;

function decodeWord(text: string): string {
  const match = /^=\?UTF-8\?B\?(.*)\?=$/i.exec(text);
  return match === null ? text : Buffer.from(match[1] ?? '', 'base64').toString();
}
