import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DiglotError } from '../../core/errors.ts';
import type { FileContent, Library, WriteCondition } from '../../core/ports.ts';
import { clientDefaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

const immutable = 'public, max-age=31536000, immutable';
const changing = 'no-cache';

/** The Library bucket. */
export function s3Library(bucket: string, s3 = new S3Client(clientDefaults)): Library {
  return {
    readJson: key =>
      callService(key, async () => {
        const object = await getObject(s3, bucket, key);
        if (object?.Body === undefined) return undefined;
        return { value: parseJson(key, await object.Body.transformToString()), etag: object.ETag ?? '' };
      }),
    writeJson: (key, value, condition) =>
      callService(key, async () => {
        const put = new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: JSON.stringify(value),
          ContentType: 'application/json',
          CacheControl: cacheControlOf(key),
          ...conditionHeaders(condition),
        });
        return (await wasRefused(s3.send(put))) ? 'conflict' : 'written';
      }),
    readFile: key =>
      callService(key, async () => {
        const object = await getObject(s3, bucket, key);
        if (object?.Body === undefined) throw missing(key);
        return new Uint8Array(await object.Body.transformToByteArray());
      }),
    writeFile: (key, content, { type, bytes }) =>
      callService(key, async () => {
        const put = new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: bodyOf(content),
          ContentLength: bytes,
          ContentType: type,
          CacheControl: cacheControlOf(key),
        });
        await s3.send(put);
      }),
    deleteFile: key =>
      callService(key, async () => {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      }),
  };
}

async function getObject(s3: S3Client, bucket: string, key: string) {
  try {
    return await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** True if the condition did not hold: 412, or 409 while another conditional write of the key is under way. */
async function wasRefused(put: Promise<unknown>): Promise<boolean> {
  try {
    await put;
    return false;
  } catch (error) {
    if (error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name))
      return true;
    throw error;
  }
}

function conditionHeaders(condition: WriteCondition | undefined) {
  if (condition === undefined) return {};
  return 'ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: condition.ifNoneMatch };
}

function bodyOf(content: FileContent): Uint8Array | Readable {
  return content instanceof Uint8Array ? content : Readable.from(content, { objectMode: false });
}

/** What is written more than once: the list, its page, feeds and leases; manifest and page of an article; what steps leave. */
const changingKeys =
  /^(?:library\.json|(?:feeds|leases)\/.*|articles\/(?:[^/]+\/)?(?:edition\.json|index\.html)|articles\/[^/]+\/[^/]+\/work\/.*)$/su;

function cacheControlOf(key: string): string {
  return changingKeys.test(key) ? changing : immutable;
}

function parseJson(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DiglotError(
      {
        code: 'InvalidDocument',
        message: 'The object is not JSON.',
        place: key,
        remedy: 'Delete the object and upload the article again.',
      },
      { cause: error },
    );
  }
}

function missing(key: string): DiglotError {
  return new DiglotError({
    code: 'InvalidDocument',
    message: 'The object is not there, though an earlier step wrote it.',
    place: key,
    remedy: 'Upload the article again.',
  });
}
