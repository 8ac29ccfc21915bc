import type { Readable } from 'node:stream';

/** An object of a bucket on its way to a reader. Its stream must be read to the end or destroyed. */
export interface OriginObject {
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedMs: number;
  /** Lower case: content-type, cache-control, … */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the stream, inclusive; undefined for all. */
  readonly range: { readonly start: number; readonly end: number } | undefined;
  readonly stream: Readable;
}

/** Reads the buckets that a distribution stands in front of, as its origin access control lets it. */
export interface Origin {
  /**
   * @param range the value of a Range header
   * @returns undefined if there is no such object
   * @throws an error of code `InvalidRange` if no byte of the object is in the range
   */
  read(bucket: string, key: string, range?: string): Promise<OriginObject | undefined>;
}

/** Where an object lies. */
export interface OriginPlace {
  readonly bucket: string;
  readonly key: string;
}
