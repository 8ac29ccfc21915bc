import type { Readable } from 'node:stream';

/** An object of the Library bucket on its way to a page. Its stream must be read to the end or destroyed. */
export interface LibraryObject {
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

/** Reads the Library bucket, as CloudFront's origin access control lets it. */
export interface LibraryReader {
  /**
   * @param range the value of a Range header
   * @returns undefined if there is no such object
   * @throws an error of code `InvalidRange` if no byte of the object is in the range
   */
  read(key: string, range?: string): Promise<LibraryObject | undefined>;
}
