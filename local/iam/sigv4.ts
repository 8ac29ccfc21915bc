import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal, PrincipalLookup } from '../service.ts';
import { canonicalPath, canonicalRequest, parseQuery, type QueryParameters } from './canonical.ts';
import { type Claim, readClaim } from './credential.ts';
import { SignatureError } from './signature-error.ts';

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Raw request target, path and query, as in `request.url`. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /**
   * The whole body: needed by every service but S3, which streams it and compares the hash that the client
   * signed (`Authenticated.payloadHash`) with what really came.
   */
  readonly body?: Uint8Array;
}

/** A request whose signature is proven. */
export interface Authenticated {
  readonly principal: Principal;
  /** The region of the credential: whatever the client was configured with. */
  readonly region: string;
  /** Hex SHA-256 of the body as signed, or `UNSIGNED-PAYLOAD`, or one of S3's `STREAMING-…` markers. */
  readonly payloadHash: string;
  /** What the signatures of S3's chunks go on from. */
  readonly chain: SignatureChain;
}

/** Enough to verify the signed chunks of STREAMING-AWS4-HMAC-SHA256-PAYLOAD. */
export interface SignatureChain {
  /** Signature of the request itself; the first chunk's previous signature. */
  readonly seed: string;
  readonly signingKey: Buffer;
  readonly timestamp: string;
  /** `20261123/eu-west-3/s3/aws4_request`. */
  readonly scope: string;
}

/** What Amazon allows between the clocks of client and service. */
const MAX_SKEW_MS = 15 * 60_000;

/**
 * Verifies AWS Signature Version 4, in the header or in a presigned query. A session token is covered by the signature,
 * but not compared: the local cloud's keys are never temporary. Any region is taken.
 * @param request with its raw URL: a decoded one cannot be verified
 * @param service its signing name: `s3`, `polly`, `translate`, `states`, `sqs`
 * @param lookup finds the holder of an access key
 * @param now the service's clock
 * @throws SignatureError with the code that AWS would answer
 * @see AWS, "Signature Version 4"
 */
export function authenticate(
  request: SignedRequest,
  service: string,
  lookup: PrincipalLookup,
  now: Date,
): Authenticated {
  const [rawPath = '/', ...rest] = request.url.split('?');
  const query = parseQuery(rest.join('?'));
  const claim = readClaim(request.headers, query);
  checkTime(claim, now);
  if (claim.service !== service) {
    const fault = claim.presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
    throw new SignatureError(fault, `The request is signed for "${claim.service}", but this is "${service}".`);
  }
  const principal = lookup(claim.accessKeyId);
  if (principal === undefined) {
    const message = `The access key "${claim.accessKeyId}" was not given out by this local cloud.`;
    throw new SignatureError('InvalidAccessKeyId', message);
  }
  const payloadHash = service === 's3' ? s3PayloadHash(request.headers, query, claim) : bodyHash(request);
  const path = canonicalPath(rawPath, service);
  const canonical = canonicalRequest({ ...request, path, query, signedHeaders: claim.signedHeaders, payloadHash });
  const chain = checkSignature(claim, principal, canonical);
  if (service === 's3') checkAmzHeadersSigned(request.headers, claim);
  return { principal, region: claim.region, payloadHash, chain };
}

function checkTime(claim: Claim, now: Date): void {
  const ageMs = now.getTime() - claim.signedAt.getTime();
  if (claim.expiresSeconds === undefined) {
    if (Math.abs(ageMs) <= MAX_SKEW_MS) return;
    const message = `The request was signed at ${claim.timestamp}, more than 15 minutes from this machine's clock.`;
    throw new SignatureError('RequestTimeTooSkewed', message);
  }
  if (ageMs < -MAX_SKEW_MS) throw new SignatureError('AccessDenied', 'Request is not yet valid');
  if (ageMs > claim.expiresSeconds * 1000) throw new SignatureError('AccessDenied', 'Request has expired');
}

function checkSignature(claim: Claim, principal: Principal, canonical: Buffer): SignatureChain {
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const secret = Buffer.from(`AWS4${principal.secretAccessKey}`);
  const signingKey = scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), secret);
  const text = ['AWS4-HMAC-SHA256', claim.timestamp, scope, sha256Hex(canonical)].join('\n');
  const expected = hmac(signingKey, text).toString('hex');
  if (!sameText(expected, claim.signature)) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    throw new SignatureError('SignatureDoesNotMatch', message);
  }
  return { seed: expected, signingKey, timestamp: claim.timestamp, scope };
}

/** S3 signs the hash that the client names, in a header or in the presigned query; a presigned request may name none. */
function s3PayloadHash(headers: IncomingHttpHeaders, query: QueryParameters, claim: Claim): string {
  const header = headers['x-amz-content-sha256'];
  if (claim.presigned) {
    const hoisted = query.find(([name]) => name.toLowerCase() === 'x-amz-content-sha256')?.[1];
    const signed = claim.signedHeaders.includes('x-amz-content-sha256') && typeof header === 'string';
    return signed ? header : (hoisted ?? 'UNSIGNED-PAYLOAD');
  }
  if (typeof header === 'string') return header;
  throw new SignatureError('AuthorizationHeaderMalformed', 'Missing required header: x-amz-content-sha256');
}

function bodyHash(request: SignedRequest): string {
  const actual = sha256Hex(request.body ?? Buffer.alloc(0));
  const declared = request.headers['x-amz-content-sha256'];
  if (declared !== undefined && declared !== actual) {
    throw new SignatureError('XAmzContentSHA256Mismatch', 'The body is not the one whose SHA-256 was signed.');
  }
  return actual;
}

/** An unsigned x-amz- header could have been added on the way. */
function checkAmzHeadersSigned(headers: IncomingHttpHeaders, claim: Claim): void {
  const unsigned = Object.keys(headers).filter(
    name => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length === 0) return;
  const message = `There were headers present in the request which were not signed: ${unsigned.join(', ')}`;
  throw new SignatureError('AccessDenied', message);
}

/** @returns lower-case hex */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Compares two signatures in a time that does not tell how much of them agrees. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** HMAC-SHA256, the building block of every signature. */
export function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
