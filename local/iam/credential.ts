import type { IncomingHttpHeaders } from 'node:http';
import type { QueryParameters } from './canonical.ts';
import { SignatureError } from './signature-error.ts';

/** What a request says about its own signature, from its header or its presigned query. */
export interface Claim {
  readonly presigned: boolean;
  readonly accessKeyId: string;
  /** `20261123`, region, service: the scope that the signing key is derived from. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** Lower-case hex. */
  readonly signature: string;
  /** `20261123T101500Z`, as signed. */
  readonly timestamp: string;
  readonly signedAt: Date;
  /** Seconds that a presigned request lives; undefined for a header. */
  readonly expiresSeconds?: number;
}

type Fault = 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Reads who claims to have signed, without believing it yet.
 * @throws SignatureError MissingAuthenticationToken, AuthorizationHeaderMalformed or AuthorizationQueryParametersError
 */
export function readClaim(headers: IncomingHttpHeaders, query: QueryParameters): Claim {
  if (query.some(([name]) => name === 'X-Amz-Algorithm')) return presignedClaim(new Map(query));
  if (headers.authorization === undefined) {
    throw new SignatureError('MissingAuthenticationToken', 'The request is not signed: give the client credentials.');
  }
  return headerClaim(headers.authorization, headers);
}

function headerClaim(authorization: string, headers: IncomingHttpHeaders): Claim {
  const fault = 'AuthorizationHeaderMalformed';
  const [algorithm, rest] = splitOnce(authorization.trim(), ' ');
  if (algorithm !== ALGORITHM) {
    throw new SignatureError(fault, `The authorization must begin with ${ALGORITHM}; older signatures are not taken.`);
  }
  const fields = new Map(rest.split(',').map(field => splitOnce(field.trim(), '=')));
  const timestamp = headers['x-amz-date'];
  return claim({ fields, timestamp: typeof timestamp === 'string' ? timestamp : '', fault, presigned: false });
}

function presignedClaim(query: ReadonlyMap<string, string>): Claim {
  const fault = 'AuthorizationQueryParametersError';
  const parameter = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  if (parameter('Algorithm') !== ALGORITHM) throw new SignatureError(fault, `X-Amz-Algorithm must be ${ALGORITHM}.`);
  const expiresSeconds = Number(parameter('Expires'));
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > MAX_EXPIRES_SECONDS) {
    throw new SignatureError(fault, `X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRES_SECONDS}.`);
  }
  const fields = new Map(['Credential', 'SignedHeaders', 'Signature'].map(name => [name, parameter(name)]));
  return { ...claim({ fields, timestamp: parameter('Date'), fault, presigned: true }), expiresSeconds };
}

interface Parsed {
  readonly fields: ReadonlyMap<string, string>;
  readonly timestamp: string;
  readonly fault: Fault;
  readonly presigned: boolean;
}

function claim({ fields, timestamp, fault, presigned }: Parsed): Claim {
  const [accessKeyId, date, region, service, terminator] = required(fields, 'Credential', fault).split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request') {
    throw new SignatureError(fault, 'The credential must read KEY/DATE/REGION/SERVICE/aws4_request.');
  }
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === undefined || !timestamp.startsWith(date)) {
    throw new SignatureError(fault, 'X-Amz-Date must read YYYYMMDDTHHMMSSZ, on the date of the credential.');
  }
  const signedHeaders = required(fields, 'SignedHeaders', fault).toLowerCase().split(';');
  // Over HTTP/2 the SDK signs the pseudo-header that stands for the host.
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority'))
    throw new SignatureError(fault, 'The header "host" must be signed.');
  const signature = required(fields, 'Signature', fault);
  return { presigned, accessKeyId, date, region, service, signedHeaders, signature, timestamp, signedAt };
}

function required(fields: ReadonlyMap<string, string>, name: string, fault: Fault): string {
  const value = fields.get(name);
  if (!value) throw new SignatureError(fault, `The authorization lacks "${name}".`);
  return value;
}

function parseTimestamp(timestamp: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
