import { S3Error } from './s3-error.ts';

/** Reads lines and counted bytes in turn from a stream, without ever holding more than one chunk and one line. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * Reads through the next CRLF.
   * @returns the line without it
   * @throws S3Error IncompleteBody at the end of the stream, InvalidRequest for a line that is too long
   */
  async line(maxBytes: number): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#rest.toString('latin1', 0, end);
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      if (this.#rest.length > maxBytes)
        throw new S3Error('InvalidRequest', 'The framing of the aws-chunked body is broken.');
      this.#rest = Buffer.concat([this.#rest, await this.#next()]);
    }
  }

  /** Yields exactly so many bytes. */
  async *take(length: number): AsyncGenerator<Buffer> {
    let missing = length;
    while (missing > 0) {
      if (this.#rest.length === 0) this.#rest = await this.#next();
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async #next(): Promise<Buffer> {
    const next = await this.#source.next();
    if (next.done !== true) return next.value;
    throw new S3Error('IncompleteBody', 'The aws-chunked body ended before its last chunk.');
  }
}
