import type { Readable } from 'node:stream';

/** The body of a request is larger than its service takes. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
  readonly code = 'BodyTooLarge';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The body of the request is larger than ${maxBytes} bytes. Send a smaller one.`);
    this.maxBytes = maxBytes;
  }
}

/**
 * Reads a whole body into memory: for small documents only, objects are streamed.
 * @param request an HTTP/1.1 or HTTP/2 request, or any stream of bytes
 * @param maxBytes the largest body taken, inclusive
 * @throws BodyTooLarge as soon as one byte more has come; the rest is drained so that an answer can still be sent
 */
export async function readBody(request: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = asBuffer(chunk);
    length += bytes.length;
    if (length > maxBytes) {
      request.resume();
      throw new BodyTooLarge(maxBytes);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}

function asBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  throw new TypeError('A body must be a stream of bytes.');
}
