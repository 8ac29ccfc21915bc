import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { newPrefix, refusalOf, type S3Target, shorthands } from './s3-target.ts';

/** Copying objects. */
export function copyCases(target: () => S3Target): void {
  const { put, head, text } = shorthands(target);

  describe('a copy', () => {
    const copy = (from: string, to: string, more: object = {}) => {
      const { bucket, client } = target();
      const CopySource = `${bucket}/${encodeURIComponent(from)}`;
      return client.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource, ...more }));
    };

    it('has the body, the headers and the metadata of its source', async () => {
      const prefix = newPrefix();
      const { ETag } = await put(`${prefix}é +%.txt`, 'body', { ContentType: 'text/plain', Metadata: { a: 'b' } });
      const copied = await copy(`${prefix}é +%.txt`, `${prefix}copy`);
      expect(copied.CopyObjectResult?.ETag).toBe(ETag);
      expect(await text(`${prefix}copy`)).toBe('body');
      expect(await head(`${prefix}copy`)).toMatchObject({ ContentType: 'text/plain', Metadata: { a: 'b' } });
    });

    it('takes other metadata if told to', async () => {
      const prefix = newPrefix();
      await put(`${prefix}a`, 'body', { Metadata: { a: 'b' } });
      await copy(`${prefix}a`, `${prefix}b`, { MetadataDirective: 'REPLACE', Metadata: { c: 'd' } });
      expect((await head(`${prefix}b`)).Metadata).toEqual({ c: 'd' });
    });

    it('outlives its source', async () => {
      const prefix = newPrefix();
      await put(`${prefix}a`, 'body');
      await copy(`${prefix}a`, `${prefix}b`);
      await put(`${prefix}a`, 'other');
      expect(await text(`${prefix}b`)).toBe('body');
    });

    it('of what is not there is NoSuchKey', async () => {
      const prefix = newPrefix();
      expect(await refusalOf(copy(`${prefix}a`, `${prefix}b`))).toEqual({ status: 404, code: 'NoSuchKey' });
    });

    it('is made only if its condition on the source holds', async () => {
      const prefix = newPrefix();
      const { ETag } = await put(`${prefix}a`, 'body');
      const refused = await refusalOf(copy(`${prefix}a`, `${prefix}b`, { CopySourceIfNoneMatch: ETag }));
      expect(refused).toEqual({ status: 412, code: 'PreconditionFailed' });
      await copy(`${prefix}a`, `${prefix}b`, { CopySourceIfMatch: ETag });
      expect(await text(`${prefix}b`)).toBe('body');
    });

    it('onto itself without a change is refused', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'body');
      expect(await refusalOf(copy(key, key))).toEqual({ status: 400, code: 'InvalidRequest' });
      await copy(key, key, { MetadataDirective: 'REPLACE', Metadata: { now: 'new' } });
      expect(await text(key)).toBe('body');
    });
  });
}
