import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { newPrefix, race, refusalOf, type S3Target, shorthands } from './s3-target.ts';

const MIB = 1024 ** 2;

/** Uploads in parts. */
export function multipartCases(target: () => S3Target): void {
  const { put, get, head, text } = shorthands(target);
  const name = (Key: string, UploadId: string | undefined) => ({ Bucket: target().bucket, Key, UploadId });
  const start = async (Key: string, more: object = {}) =>
    (await target().client.send(new CreateMultipartUploadCommand({ Bucket: target().bucket, Key, ...more }))).UploadId;
  const complete = (Key: string, UploadId: string | undefined, Parts: CompletedPart[], more: object = {}) =>
    target().client.send(
      new CompleteMultipartUploadCommand({ ...name(Key, UploadId), MultipartUpload: { Parts }, ...more }),
    );
  const part = async (
    Key: string,
    UploadId: string | undefined,
    PartNumber: number,
    Body: Buffer | string,
    more: object = {},
  ) => {
    const sent = await target().client.send(
      new UploadPartCommand({ ...name(Key, UploadId), PartNumber, Body, ...more }),
    );
    const { ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 } = sent;
    return { PartNumber, ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 };
  };

  describe('a multipart upload', () => {
    it('of 20 MB, its parts sent in any order, is one object', async () => {
      const key = `${newPrefix()}large`;
      const bytes = Buffer.alloc(20 * MIB, Buffer.from(Array.from({ length: 251 }, (_, at) => at)));
      const id = await start(key, { ContentType: 'audio/mpeg', Metadata: { a: 'b' } });
      const sizes = [8 * MIB, 8 * MIB, 4 * MIB];
      const pieces = sizes.map((size, at) => bytes.subarray(at * 8 * MIB, at * 8 * MIB + size));
      const numbered = pieces.map((piece, at) => ({ piece, number: at + 1 })).toReversed();
      const parts = await Promise.all(numbered.map(({ piece, number }) => part(key, id, number, piece)));
      const { ETag } = await complete(
        key,
        id,
        parts.toSorted((a, b) => a.PartNumber - b.PartNumber),
      );
      const md5s = pieces.map(piece => createHash('md5').update(piece).digest());
      expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-3"`);
      const got = await get(key);
      expect(got).toMatchObject({ ContentType: 'audio/mpeg', Metadata: { a: 'b' }, ETag });
      expect(bytes.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
    });

    it('is invisible until it is complete', async () => {
      const key = `${newPrefix()}hidden`;
      const id = await start(key);
      const first = await part(key, id, 1, 'x');
      expect((await refusalOf(head(key))).status).toBe(404);
      await complete(key, id, [first]);
      expect(await text(key)).toBe('x');
    });

    it('takes the last of two parts with the same number', async () => {
      const key = `${newPrefix()}again`;
      const id = await start(key);
      const first = await part(key, id, 1, 'first');
      const second = await part(key, id, 1, 'second');
      expect(await refusalOf(complete(key, id, [first]))).toEqual({ status: 400, code: 'InvalidPart' });
      await complete(key, id, [second]);
      expect(await text(key)).toBe('second');
    });

    it('leaves out the parts that it does not name', async () => {
      const key = `${newPrefix()}some`;
      const id = await start(key);
      await part(key, id, 1, 'left out');
      await complete(key, id, [await part(key, id, 7, 'kept')]);
      expect(await text(key)).toBe('kept');
    });

    it('refuses parts out of order, unknown parts, and none', async () => {
      const key = `${newPrefix()}order`;
      const id = await start(key);
      const first = await part(key, id, 1, 'x');
      const second = await part(key, id, 2, 'y');
      expect((await refusalOf(complete(key, id, [second, first]))).code).toBe('InvalidPartOrder');
      expect((await refusalOf(complete(key, id, [{ PartNumber: 3, ETag: '"abc"' }]))).code).toBe('InvalidPart');
      expect((await refusalOf(complete(key, id, []))).code).toMatch(/MalformedXML|InvalidRequest/);
    });

    it('refuses parts below 5 MiB, but for the last', async () => {
      const key = `${newPrefix()}small`;
      const id = await start(key);
      const small = await part(key, id, 1, Buffer.alloc(5 * MIB - 1));
      const last = await part(key, id, 2, 'end');
      expect(await refusalOf(complete(key, id, [small, last]))).toEqual({ status: 400, code: 'EntityTooSmall' });
      const enough = await part(key, id, 1, Buffer.alloc(5 * MIB));
      await complete(key, id, [enough, last]);
      expect((await head(key)).ContentLength).toBe(5 * MIB + 3);
    });

    it.each([0, 10_001])('refuses the part number %i', async number => {
      const key = `${newPrefix()}number`;
      const id = await start(key);
      expect(await refusalOf(part(key, id, number, 'x'))).toEqual({ status: 400, code: 'InvalidArgument' });
    });

    it('lists its parts in pages', async () => {
      const key = `${newPrefix()}parts`;
      const id = await start(key);
      for (const number of [3, 1, 2]) await part(key, id, number, `part ${number}`);
      const list = (more: object) => target().client.send(new ListPartsCommand({ ...name(key, id), ...more }));
      const first = await list({ MaxParts: 2 });
      expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [1, 6],
        [2, 6],
      ]);
      expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
      const second = await list({ PartNumberMarker: first.NextPartNumberMarker });
      expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    });

    it('is listed as long as it is open', async () => {
      const key = `${newPrefix()}open`;
      const id = await start(key);
      const list = async () => {
        const command = new ListMultipartUploadsCommand({ Bucket: target().bucket, Prefix: key });
        return (await target().client.send(command)).Uploads?.map(({ UploadId }) => UploadId) ?? [];
      };
      expect(await list()).toEqual([id]);
      await target().client.send(new AbortMultipartUploadCommand(name(key, id)));
      expect(await list()).toEqual([]);
    });

    it('that was aborted takes no part and cannot be completed', async () => {
      const key = `${newPrefix()}aborted`;
      const id = await start(key);
      const first = await part(key, id, 1, 'x');
      await target().client.send(new AbortMultipartUploadCommand(name(key, id)));
      expect(await refusalOf(part(key, id, 2, 'y'))).toEqual({ status: 404, code: 'NoSuchUpload' });
      expect(await refusalOf(complete(key, id, [first]))).toEqual({ status: 404, code: 'NoSuchUpload' });
    });

    it('may be completed on the condition that nothing is there', async () => {
      const key = `${newPrefix()}condition`;
      const ids = await Promise.all([start(key), start(key), start(key), start(key)]);
      const parts = await Promise.all(ids.map((id, at) => part(key, id, 1, `upload ${at}`)));
      const attempts = ids.map((id, at) => complete(key, id, parts.slice(at, at + 1), { IfNoneMatch: '*' }));
      expect((await race(attempts)).won).toBe(1);
    });

    it.each([
      ['CRC32', 'COMPOSITE'],
      ['CRC32C', 'COMPOSITE'],
      ['SHA1', 'COMPOSITE'],
      ['SHA256', 'COMPOSITE'],
      ['CRC32', 'FULL_OBJECT'],
      ['CRC32C', 'FULL_OBJECT'],
      ['CRC64NVME', 'FULL_OBJECT'],
    ] satisfies Array<[ChecksumAlgorithm, string]>)('has a %s of type %s', async (ChecksumAlgorithm, ChecksumType) => {
      const key = `${newPrefix()}sum`;
      const id = await start(key, { ChecksumAlgorithm, ChecksumType });
      const one = await part(key, id, 1, Buffer.alloc(5 * MIB, 'a'), { ChecksumAlgorithm });
      const two = await part(key, id, 2, 'end', { ChecksumAlgorithm });
      const done = await complete(key, id, [one, two]);
      const got = await head(key, { ChecksumMode: 'ENABLED' });
      const field = `Checksum${ChecksumAlgorithm}` as const;
      expect(got).toMatchObject({ ChecksumType, [field]: done[field] });
      expect(done[field]).toMatch(ChecksumType === 'COMPOSITE' ? /=-2$/ : /=$/);
      if (ChecksumType === 'COMPOSITE') return;
      const whole = await put(`${key}-whole`, Buffer.concat([Buffer.alloc(5 * MIB, 'a'), Buffer.from('end')]), {
        ChecksumAlgorithm,
      });
      expect(whole[field]).toBe(done[field]);
    });

    it('takes parts copied from another object', async () => {
      const prefix = newPrefix();
      await put(`${prefix}source`, '0123456789');
      const id = await start(`${prefix}copy`);
      const { bucket, client } = target();
      const source = { CopySource: `${bucket}/${prefix}source`, CopySourceRange: 'bytes=2-5' };
      const copied = await client.send(
        new UploadPartCopyCommand({ ...name(`${prefix}copy`, id), PartNumber: 1, ...source }),
      );
      await complete(`${prefix}copy`, id, [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }]);
      expect(await text(`${prefix}copy`)).toBe('2345');
    });
  });
}
