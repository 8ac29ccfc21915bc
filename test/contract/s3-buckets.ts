import {
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { newPrefix, refusalOf, type S3Target, shorthands } from './s3-target.ts';
import { Sha256 } from './sha256.ts';

/** Buckets, versions, and who may do what. */
export function bucketCases(target: () => S3Target): void {
  const { put, get, head, text } = shorthands(target);

  describe('a bucket', () => {
    it('is listed', async () => {
      const { Buckets } = await target().client.send(new ListBucketsCommand({}));
      expect(Buckets?.map(({ Name }) => Name)).toContain(target().bucket);
    });

    it('is there or not', async () => {
      const { client, bucket, region } = target();
      expect(await client.send(new HeadBucketCommand({ Bucket: bucket }))).toMatchObject({ BucketRegion: region });
      const missing = new HeadBucketCommand({ Bucket: 'diglot-no-such-bucket' });
      expect(await refusalOf(client.send(missing))).toEqual({ status: 404, code: 'NotFound' });
    });

    it('is in a region', async () => {
      const { client, bucket, region } = target();
      const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: bucket }));
      expect(LocationConstraint ?? 'us-east-1').toBe(region);
    });

    it('says whether it has versions', async () => {
      const { client, bucket, versionedBucket } = target();
      expect((await client.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBeUndefined();
      expect((await client.send(new GetBucketVersioningCommand({ Bucket: versionedBucket }))).Status).toBe('Enabled');
    });
  });

  describe('in a bucket with versions', () => {
    const versioned = () => target().versionedBucket;

    it('each version can be read by its id', async () => {
      const key = `${newPrefix()}a`;
      const first = await put(key, 'first', {}, versioned());
      const second = await put(key, 'second', {}, versioned());
      expect(first.VersionId).not.toBe(second.VersionId);
      expect(await text(key, {}, versioned())).toBe('second');
      expect(await text(key, { VersionId: first.VersionId }, versioned())).toBe('first');
      expect((await get(key, { VersionId: first.VersionId }, versioned())).VersionId).toBe(first.VersionId);
    });

    it('a deletion hides the object and keeps its versions', async () => {
      const key = `${newPrefix()}a`;
      const { VersionId } = await put(key, 'x', {}, versioned());
      const deletion = await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key }));
      expect(deletion).toMatchObject({ DeleteMarker: true });
      expect(await refusalOf(get(key, {}, versioned()))).toEqual({ status: 404, code: 'NoSuchKey' });
      const marker = { VersionId: deletion.VersionId };
      expect(await refusalOf(get(key, marker, versioned()))).toEqual({ status: 405, code: 'MethodNotAllowed' });
      expect(await text(key, { VersionId }, versioned())).toBe('x');
      const list = await target().client.send(new ListObjectsV2Command({ Bucket: versioned(), Prefix: key }));
      expect(list.KeyCount).toBe(0);
    });

    it('deleting the delete marker brings the object back', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x', {}, versioned());
      const { VersionId } = await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key }));
      await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key, VersionId }));
      expect(await text(key, {}, versioned())).toBe('x');
    });

    it('deleting a version by its id removes it for good', async () => {
      const key = `${newPrefix()}a`;
      const { VersionId } = await put(key, 'first', {}, versioned());
      await put(key, 'second', {}, versioned());
      await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key, VersionId }));
      expect(await text(key, {}, versioned())).toBe('second');
      expect((await refusalOf(head(key, { VersionId }, versioned()))).status).toBe(404);
    });

    it('all versions and delete markers are listed, newest first', async () => {
      const key = `${newPrefix()}a`;
      const first = await put(key, 'first', {}, versioned());
      const second = await put(key, 'second', {}, versioned());
      const marker = await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key }));
      const list = await target().client.send(new ListObjectVersionsCommand({ Bucket: versioned(), Prefix: key }));
      expect(list.Versions?.map(({ VersionId }) => VersionId)).toEqual([second.VersionId, first.VersionId]);
      expect(list.DeleteMarkers).toMatchObject([{ VersionId: marker.VersionId, IsLatest: true }]);
    });

    it('If-None-Match: * goes through after a deletion', async () => {
      const key = `${newPrefix()}a`;
      await put(key, 'x', {}, versioned());
      await target().client.send(new DeleteObjectCommand({ Bucket: versioned(), Key: key }));
      await put(key, 'y', { IfNoneMatch: '*' }, versioned());
      expect(await text(key, {}, versioned())).toBe('y');
    });
  });

  describe('a request', () => {
    it('with a wrong secret is refused', async () => {
      const client = target().clientWith({ ...target().credentials, secretAccessKey: 'wrong' });
      const call = client.send(new ListObjectsV2Command({ Bucket: target().bucket }));
      expect(await refusalOf(call)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
    });

    it('with an unknown key is refused', async () => {
      const client = target().clientWith({ accessKeyId: 'AKIDNOBODYKNOWSIT000', secretAccessKey: 'x' });
      const call = client.send(new ListObjectsV2Command({ Bucket: target().bucket }));
      expect(await refusalOf(call)).toEqual({ status: 403, code: 'InvalidAccessKeyId' });
    });

    it('without a signature is refused', async () => {
      const response = await fetch(`${target().urlOf(target().bucket)}/a`);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('<Code>AccessDenied</Code>');
    });
  });

  describe('a presigned URL', () => {
    it('reads an object without a header', async () => {
      const key = `${newPrefix()}a+b é.txt`;
      await put(key, 'body');
      const response = await fetch(await presign('GET', key));
      expect([response.status, await response.text()]).toEqual([200, 'body']);
    });

    it('writes an object', async () => {
      const key = `${newPrefix()}a.txt`;
      const response = await fetch(await presign('PUT', key), { method: 'PUT', body: 'body' });
      expect(response.status).toBe(200);
      expect(await text(key)).toBe('body');
    });

    it('reads with other headers and ranges, but nothing else', async () => {
      const key = `${newPrefix()}a.txt`;
      await put(key, 'body');
      const url = await presign('GET', key, { query: { 'response-content-type': 'text/x-test' } });
      const response = await fetch(url, { headers: { range: 'bytes=1-2' } });
      expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
        206,
        'text/x-test',
        'od',
      ]);
      expect((await fetch(url.replace('a.txt', 'b.txt'))).status).toBe(403);
      expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);
    });

    it('is over after its time', async () => {
      const url = await presign('GET', 'a', { signingDate: new Date(Date.now() - 120_000), expiresIn: 60 });
      const response = await fetch(url);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Request has expired');
    });
  });

  async function presign(
    method: string,
    key: string,
    options: { query?: Record<string, string>; signingDate?: Date; expiresIn?: number } = {},
  ) {
    const { region, credentials, bucket, urlOf } = target();
    const url = new URL(urlOf(bucket));
    const path = `${url.pathname}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const signer = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });
    const headers = { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const { query = {}, signingDate = new Date(), expiresIn = 60 } = options;
    const request = { method, protocol: url.protocol, hostname: url.host, path, query, headers };
    const signed = await signer.presign(request, { signingDate, expiresIn });
    const parameters = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    return `${url.origin}${path}?${parameters.join('&')}`;
  }
}

/** What only a local stand-in says: an account's own S3 knows these operations. */
export function localOnlyCases(target: () => S3Target): void {
  it('an operation beyond the list is NotImplemented, by name', async () => {
    const call = target().client.send(new GetBucketAclCommand({ Bucket: target().bucket }));
    expect(await refusalOf(call)).toEqual({ status: 501, code: 'NotImplemented' });
    await expect(call).rejects.toThrow('GET with ?acl on a bucket');
  });
}
