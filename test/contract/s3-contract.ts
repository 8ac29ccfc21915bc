import { afterAll, beforeAll, describe } from 'vitest';
import { bucketCases } from './s3-buckets.ts';
import { copyCases } from './s3-copies.ts';
import { keyCases } from './s3-keys.ts';
import { multipartCases } from './s3-multipart.ts';
import { objectCases } from './s3-objects.ts';
import type { S3Target } from './s3-target.ts';

/**
 * What every S3 that Diglot runs on must do; written against the SDK.
 * @param name of the S3, for the report
 * @param makeTarget starts it, or connects to it; it is closed after the last case
 */
export function s3Contract(name: string, makeTarget: () => Promise<S3Target>): void {
  describe(`the contract of S3, kept by ${name}`, () => {
    let current: S3Target | undefined;
    const target = () => {
      if (current === undefined) throw new Error('The target is not there yet.');
      return current;
    };
    beforeAll(async () => {
      current = await makeTarget();
    });
    afterAll(() => current?.close());

    objectCases(target);
    copyCases(target);
    keyCases(target);
    multipartCases(target);
    bucketCases(target);
  });
}
