import { randomUUID } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';

/** An S3 to hold to the contract: the local one, or Amazon's with an account. */
export interface S3Target {
  readonly client: S3Client;
  /** Without versions. Cases write below a prefix of their own; nobody else writes meanwhile. */
  readonly bucket: string;
  readonly versionedBucket: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** A client like `client` with other credentials. */
  readonly clientWith: (credentials: { accessKeyId: string; secretAccessKey: string }) => S3Client;
  /** Root of the path-style URLs of a bucket, for presigned requests. */
  readonly urlOf: (bucket: string) => string;
  readonly close: () => Promise<void>;
}

/** A prefix that no other case uses. */
export const newPrefix = () => `contract/${randomUUID()}/`;

/** Status and code with which a call is refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ status: number | undefined; code: string }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return { status: error.$metadata.httpStatusCode, code: error.name };
  }
  return expect.unreachable('The call was expected to be refused.');
}

/** How many calls of several went well, and the codes of the others. */
export async function race(calls: ReadonlyArray<Promise<unknown>>): Promise<{ won: number; lostWith: string[] }> {
  const results = await Promise.allSettled(calls);
  const lost = results.flatMap(result => (result.status === 'rejected' ? [codeOf(result.reason)] : []));
  return { won: results.length - lost.length, lostWith: [...new Set(lost)] };
}

/** Shorthands for the calls that most cases make. */
export function shorthands(target: () => S3Target) {
  const bucketOf = (bucket?: string) => bucket ?? target().bucket;
  return {
    put: (key: string, body: string | Uint8Array = 'x', more: object = {}, bucket?: string) =>
      target().client.send(new PutObjectCommand({ Bucket: bucketOf(bucket), Key: key, Body: body, ...more })),
    get: (key: string, more: object = {}, bucket?: string) =>
      target().client.send(new GetObjectCommand({ Bucket: bucketOf(bucket), Key: key, ...more })),
    head: (key: string, more: object = {}, bucket?: string) =>
      target().client.send(new HeadObjectCommand({ Bucket: bucketOf(bucket), Key: key, ...more })),
    text: async (key: string, more: object = {}, bucket?: string) => {
      const { Body } = await target().client.send(
        new GetObjectCommand({ Bucket: bucketOf(bucket), Key: key, ...more }),
      );
      return (await Body?.transformToString()) ?? '';
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
