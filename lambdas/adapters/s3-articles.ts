import { GetObjectCommand, HeadObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { DiglotError } from '../../core/errors.ts';
import type { Articles, Lexicons, UploadOptions } from '../../core/ports.ts';
import { clientDefaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

/** The Articles bucket, by object version. */
export function s3Articles(bucket: string, s3 = new S3Client(clientDefaults)): Articles {
  return {
    async read({ key, versionId }) {
      const object = await found(key, () =>
        s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId })),
      );
      if (object?.Body === undefined) throw sourceGone(key);
      return new Uint8Array(await object.Body.transformToByteArray());
    },
    async readMemory(key) {
      const object = await found(key, () => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
      if (object?.Body === undefined) return undefined;
      return { tmx: new Uint8Array(await object.Body.transformToByteArray()), etag: object.ETag ?? '' };
    },
  };
}

/** The readings of words in the Articles bucket. */
export function s3Lexicons(bucket: string, s3 = new S3Client(clientDefaults)): Lexicons {
  return {
    async readLexicon(key) {
      const object = await found(key, () => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
      if (object?.Body === undefined) return undefined;
      return { csv: new Uint8Array(await object.Body.transformToByteArray()), etag: object.ETag ?? '' };
    },
  };
}

/** The choices that came with an upload: `x-amz-meta-memory: off` leaves the reviewed translations aside. */
export function s3UploadOptions(s3 = new S3Client(clientDefaults)): UploadOptions {
  return {
    async optionsOf({ bucket, key, versionId }) {
      const head = await found(key, () =>
        s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId })),
      );
      if (head === undefined) throw sourceGone(key);
      return { useMemory: head.Metadata?.['memory'] !== 'off' };
    },
  };
}

const absent = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'MethodNotAllowed']);

/** Of HeadObject the answer has no body, and so no name, for the mark of a deletion. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return absent.has(error.name) || error.$metadata.httpStatusCode === 405;
}

/** The answer, or undefined for an object that is not there. A delete marker answers MethodNotAllowed. */
async function found<Result>(place: string, call: () => Promise<Result>): Promise<Result | undefined> {
  return callService(place, async () => {
    try {
      return await call();
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  });
}

function sourceGone(key: string): DiglotError {
  return new DiglotError({
    code: 'SourceGone',
    message: 'The article was deleted before it could be read.',
    place: key,
    remedy: 'Upload it again, and delete it only when its edition is complete.',
  });
}
