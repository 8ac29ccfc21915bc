import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { attributeHeaders } from './attributes.ts';
import type { ByteRange } from './bodies.ts';
import type { Ledger } from './ledger.ts';
import type { Objects } from './objects.ts';
import { openObject } from './operations/read.ts';
import { S3Error } from './s3-error.ts';

/** An object on its way to a page; its stream must be read to the end or destroyed. */
export interface ReadObject {
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedMs: number;
  /** Lower case: content-type, cache-control, …, x-amz-meta-…. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the stream, inclusive; undefined for all. */
  readonly range: ByteRange | undefined;
  readonly stream: Readable;
}

/** Objects without HTTP, signature or policy, for what stands in for other services: CloudFront, a deployment. */
export interface DirectObjects {
  /**
   * @param range the value of a Range header
   * @returns undefined if there is no such object
   * @throws S3Error NoSuchBucket or InvalidRange
   */
  readObject(bucket: string, key: string, range?: string): Promise<ReadObject | undefined>;
  /** @returns undefined if there is no such object. @throws S3Error NoSuchBucket */
  describeObject(bucket: string, key: string): Pick<ReadObject, 'etag' | 'headers'> | undefined;
  /** All keys that begin so, in order. @throws S3Error NoSuchBucket */
  keysOf(bucket: string, prefix: string): string[];
  /** @param headers content-type, cache-control, … in lower case. @throws S3Error NoSuchBucket */
  putObject(bucket: string, key: string, bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<void>;
  /** @throws S3Error NoSuchBucket */
  removeObject(bucket: string, key: string): Promise<void>;
}

export function directObjects(objects: Objects, ledger: Ledger): DirectObjects {
  const caller = { requestId: 'LOCAL', sourceIp: '127.0.0.1' };
  const anyState = () => undefined;
  return {
    readObject: (bucket, key, range) => readObject(objects, { bucket, key }, range),
    describeObject(bucket, key) {
      const version = objects.current(bucket, key);
      return version === undefined ? undefined : { etag: version.etag, headers: attributeHeaders(version.attributes) };
    },
    keysOf(bucket, prefix) {
      const { keys } = objects.contents(bucket);
      return [...keys.from(() => true)].filter(
        key => key.startsWith(prefix) && objects.current(bucket, key) !== undefined,
      );
    },
    async putObject(bucket, key, bytes, headers) {
      objects.contents(bucket);
      const body = await ledger.bodies.stage(once(bytes));
      const etag = createHash('md5').update(bytes).digest('hex');
      const attributes = { headers: { ...headers }, metadata: {} };
      await objects.put({ bucket, key, body, etag, attributes, reason: 'PutObject', precondition: anyState }, caller);
    },
    async removeObject(bucket, key) {
      await objects.delete({ bucket, key }, anyState, caller);
    },
  };
}

async function readObject(objects: Objects, name: { bucket: string; key: string }, rangeHeader: string | undefined) {
  try {
    const { version, range, stream } = await openObject(objects, name, rangeHeader);
    const { sizeBytes, etag, modifiedMs } = version;
    return { sizeBytes, etag, modifiedMs, headers: attributeHeaders(version.attributes), range, stream };
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
