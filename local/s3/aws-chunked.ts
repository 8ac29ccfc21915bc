import { createHash } from 'node:crypto';
import { hmac, type SignatureChain, sameText, sha256Hex } from '../iam/sigv4.ts';
import { ByteReader } from './byte-reader.ts';
import { S3Error } from './s3-error.ts';

/** A line of framing is a size and a signature, or one trailer. */
const MAX_LINE_BYTES = 4096;
const EMPTY_SHA256 = sha256Hex('');

/** What comes after the last chunk, by lower-case name. */
export type Trailers = Map<string, string>;

/**
 * Takes the framing off an `aws-chunked` body.
 * @param source the body as it comes
 * @param chain verifies each chunk's signature and the trailer's; undefined for an unsigned body
 * @param trailers is filled when the last byte has been yielded
 * @throws S3Error IncompleteBody, InvalidRequest or SignatureDoesNotMatch
 * @see Amazon S3, "Transferring payload in multiple chunks"
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  chain: SignatureChain | undefined,
  trailers: Trailers,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  let previous = chain?.seed ?? '';
  for (;;) {
    const { sizeBytes, signature } = parseChunkHeader(await reader.line(MAX_LINE_BYTES));
    const hash = createHash('sha256');
    for await (const piece of reader.take(sizeBytes)) {
      if (chain !== undefined) hash.update(piece);
      yield piece;
    }
    if (chain !== undefined) {
      previous = checkSigned(
        chain,
        ['AWS4-HMAC-SHA256-PAYLOAD', previous, EMPTY_SHA256, hash.digest('hex')],
        signature,
      );
    }
    if (sizeBytes === 0) break;
    if ((await reader.line(2)) !== '') throw new S3Error('InvalidRequest', 'A chunk is longer than it says.');
  }
  await readTrailers(reader, trailers);
  if (chain !== undefined && trailers.size > 0) checkTrailerSignature(chain, previous, trailers);
}

function parseChunkHeader(line: string): { sizeBytes: number; signature: string } {
  const match = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line);
  if (match === null) throw new S3Error('InvalidRequest', 'The framing of the aws-chunked body is broken.');
  return { sizeBytes: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailers(reader: ByteReader, trailers: Trailers): Promise<void> {
  for (let line = await reader.line(MAX_LINE_BYTES); line !== ''; line = await reader.line(MAX_LINE_BYTES)) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

function checkTrailerSignature(chain: SignatureChain, previous: string, trailers: Trailers): void {
  const signature = trailers.get('x-amz-trailer-signature') ?? '';
  const signed = [...trailers].filter(([name]) => name !== 'x-amz-trailer-signature');
  const text = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  checkSigned(chain, ['AWS4-HMAC-SHA256-TRAILER', previous, sha256Hex(text)], signature);
}

/** @returns the signature, which the next one goes on from */
function checkSigned(chain: SignatureChain, [algorithm = '', ...rest]: readonly string[], signature: string): string {
  const text = [algorithm, chain.timestamp, chain.scope, ...rest].join('\n');
  const expected = hmac(chain.signingKey, text).toString('hex');
  if (sameText(expected, signature)) return expected;
  throw new S3Error('SignatureDoesNotMatch', 'The signature of a chunk does not match what it holds.');
}
