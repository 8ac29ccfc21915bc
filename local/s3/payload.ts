import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Authenticated } from '../iam/sigv4.ts';
import { decodeAwsChunked, type Trailers } from './aws-chunked.ts';
import { checksumHeader, declaredChecksum, parseAlgorithm, startChecksum, startHash } from './checksum.ts';
import type { Checksum, ChecksumAlgorithm } from './record.ts';
import { S3Error } from './s3-error.ts';

/** The largest object that one PUT may make, and the largest part. */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

/** What is needed to read a body: the request and the proof of its signature. */
export interface PayloadSource {
  readonly request: Readable & { readonly headers: IncomingHttpHeaders };
  readonly auth: Pick<Authenticated, 'payloadHash' | 'chain'>;
}

/** What the body turned out to be, known after its last byte. */
export interface Digests {
  readonly md5Hex: string;
  /** Of the algorithm that the client named, if any; verified if it gave the value. */
  readonly checksum?: Checksum;
}

/** A body on its way in. */
export interface Payload {
  /** The bytes of the object, free of any framing. It throws after the last one if a promise of the client is not kept. */
  readonly chunks: AsyncIterable<Buffer>;
  /** To be called after the last byte. */
  digests(): Digests;
}

/**
 * Reads a body and checks all that the client said about it: length, Content-MD5, signed SHA-256, chunk signatures and
 * checksum, in a header or a trailer.
 * @param preferred the algorithm to compute where the client names none
 * @throws S3Error BadDigest, IncompleteBody, InvalidDigest, InvalidRequest, SignatureDoesNotMatch, XAmzContentSHA256Mismatch
 */
export function readPayload({ request, auth }: PayloadSource, preferred?: ChecksumAlgorithm): Payload {
  const { headers } = request;
  const trailers: Trailers = new Map();
  const algorithm = namedAlgorithm(headers) ?? preferred;
  const running = algorithm === undefined ? undefined : startChecksum(algorithm);
  const md5 = startHash('md5');
  let result: Digests | undefined;

  async function* chunks(): AsyncGenerator<Buffer> {
    const sha256 = /^[0-9a-f]{64}$/.test(auth.payloadHash) ? startHash('sha256') : undefined;
    let sizeBytes = 0;
    for await (const chunk of decoded({ request, auth }, trailers)) {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_PUT_BYTES)
        throw new S3Error('InvalidRequest', 'One PUT takes 5 GiB at most: upload in parts.');
      for (const sum of [md5, running, sha256]) sum?.update(chunk);
      yield chunk;
    }
    const md5Digest = md5.digest();
    const value = running?.digest().toString('base64');
    checkLength(headers, sizeBytes);
    checkSha256(auth.payloadHash, sha256?.digest());
    checkMd5(headers, md5Digest);
    if (algorithm !== undefined) checkChecksum(headers, trailers, algorithm, value ?? '');
    const checksum = algorithm && value ? { algorithm, value, type: 'FULL_OBJECT' as const } : undefined;
    result = { md5Hex: md5Digest.toString('hex'), ...(checksum && { checksum }) };
  }

  return { chunks: chunks(), digests: () => result ?? unfinished() };
}

/**
 * Reads a small document whole, with the same checks.
 * @throws S3Error MaxMessageLengthExceeded beside those of readPayload
 */
export async function readDocument(source: PayloadSource, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of readPayload(source).chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes)
      throw new S3Error('MaxMessageLengthExceeded', `Your request was larger than ${maxBytes} bytes.`);
    pieces.push(chunk);
  }
  return Buffer.concat(pieces).toString();
}

function decoded({ request, auth }: PayloadSource, trailers: Trailers): AsyncIterable<Buffer> {
  const raw = rawChunks(request);
  const streaming = auth.payloadHash.startsWith('STREAMING-');
  const framed = streaming || contentCodings(request.headers).includes('aws-chunked');
  if (!framed) return raw;
  const known = ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'UNSIGNED-PAYLOAD'].includes(auth.payloadHash);
  const signed = /^STREAMING-AWS4-HMAC-SHA256-PAYLOAD(?:-TRAILER)?$/.test(auth.payloadHash);
  if (!known && !signed)
    throw new S3Error('NotImplemented', `x-amz-content-sha256: ${auth.payloadHash} is not implemented.`);
  return decodeAwsChunked(raw, signed ? auth.chain : undefined, trailers);
}

/** An error while reading must not destroy the request: its answer could not be sent any more. */
async function* rawChunks(request: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of request.iterator({ destroyOnReturn: false })) if (Buffer.isBuffer(chunk)) yield chunk;
}

/** The values of Content-Encoding, of which `aws-chunked` is only the framing of this request. */
export function contentCodings(headers: IncomingHttpHeaders): string[] {
  const codings = (headers['content-encoding'] ?? '').split(',').map(coding => coding.trim());
  return codings.filter(coding => coding !== '');
}

function namedAlgorithm(headers: IncomingHttpHeaders): ChecksumAlgorithm | undefined {
  const declared = declaredChecksum(headers);
  if (declared !== undefined) return declared.algorithm;
  const trailer = headers['x-amz-trailer'];
  if (typeof trailer === 'string') return parseAlgorithm(trailer);
  const named = headers['x-amz-sdk-checksum-algorithm'];
  return typeof named === 'string' ? parseAlgorithm(named) : undefined;
}

function checkLength(headers: IncomingHttpHeaders, sizeBytes: number): void {
  const promised = headers['x-amz-decoded-content-length'];
  if (promised === undefined || Number(promised) === sizeBytes) return;
  const message = `The body has ${sizeBytes} bytes, but x-amz-decoded-content-length says ${String(promised)}.`;
  throw new S3Error('IncompleteBody', message);
}

function checkSha256(signed: string, actual: Buffer | undefined): void {
  if (actual === undefined || actual.toString('hex') === signed) return;
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  throw new S3Error('XAmzContentSHA256Mismatch', message);
}

function checkMd5(headers: IncomingHttpHeaders, actual: Buffer): void {
  const promised = headers['content-md5'];
  if (typeof promised !== 'string') return;
  const bytes = Buffer.from(promised, 'base64');
  if (bytes.length !== 16) throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  if (!bytes.equals(actual)) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

function checkChecksum(
  headers: IncomingHttpHeaders,
  trailers: Trailers,
  algorithm: ChecksumAlgorithm,
  actual: string,
): void {
  const name = checksumHeader(algorithm);
  const promised = headers[name] ?? trailers.get(name);
  if (headers['x-amz-trailer'] !== undefined && promised === undefined) {
    throw new S3Error('InvalidRequest', `The trailer ${name} was promised, but did not come.`);
  }
  if (promised === undefined || promised === actual) return;
  throw new S3Error('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
}

function unfinished(): never {
  throw new Error('The digests of a body are known after its last byte only.');
}
