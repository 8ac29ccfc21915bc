import type { IncomingHttpHeaders } from 'node:http';

/** The parts of a request that its signature covers. */
export interface CanonicalParts {
  readonly method: string;
  /** Already canonical: see `canonicalPath`. */
  readonly path: string;
  readonly query: QueryParameters;
  readonly headers: IncomingHttpHeaders;
  /** Lower case, in the order in which the client named them. */
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body, or a marker such as UNSIGNED-PAYLOAD. */
  readonly payloadHash: string;
}

/** Decoded names and values in the order of the URL; a name may come more than once. */
export type QueryParameters = ReadonlyArray<readonly [name: string, value: string]>;

/**
 * The canonical request of Signature Version 4, as the bytes to be hashed: a header's bytes come as Node gives them, in Latin-1.
 * @see AWS, "Create a signed AWS API request", step 1
 */
export function canonicalRequest(parts: CanonicalParts): Buffer {
  const headers = parts.signedHeaders.map(name => `${name}:${headerText(parts.headers, name)}\n`).join('');
  const lines = [parts.method, parts.path, canonicalQuery(parts.query), headers, parts.signedHeaders.join(';')];
  return Buffer.from([...lines, parts.payloadHash].join('\n'), 'latin1');
}

/**
 * @param rawPath as it came over the wire, percent-encoded, without the query
 * @param service S3 encodes each byte once and keeps `..` and `//`; all others normalise the path and encode it twice
 */
export function canonicalPath(rawPath: string, service: string): string {
  if (service === 's3') return encodePath(percentDecode(rawPath));
  return encodePath(Buffer.from(withoutDotSegments(rawPath)));
}

/** Splits a raw query; `+` is a space. The part after `?`, without it. */
export function parseQuery(rawQuery: string): QueryParameters {
  const pairs = rawQuery.split('&').filter(pair => pair !== '');
  return pairs.map(pair => {
    const [name = '', ...value] = pair.replaceAll('+', ' ').split('=');
    return [percentDecode(name).toString(), percentDecode(value.join('=')).toString()] as const;
  });
}

/** The bytes that a percent-encoded text stands for; a `%` without two hex digits stands for itself. */
export function percentDecode(text: string): Buffer {
  if (!text.includes('%')) return Buffer.from(text);
  const bytes: Buffer[] = [];
  for (const piece of text.split(/((?:%[0-9a-f]{2})+)/i)) {
    const encoded = /^%[0-9a-f]{2}/i.test(piece);
    bytes.push(encoded ? Buffer.from(piece.replaceAll('%', ''), 'hex') : Buffer.from(piece));
  }
  return Buffer.concat(bytes);
}

/** Percent-encodes all but the unreserved characters, as AWS wants it (`*`, `'`, `(`, `)` and `!` too). */
export function percentEncode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += isUnreserved(byte) ? String.fromCodePoint(byte) : percentByte(byte);
  return text;
}

function canonicalQuery(query: QueryParameters): string {
  const encoded = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [percentEncode(Buffer.from(name)), percentEncode(Buffer.from(value))] as const);
  encoded.sort(([a, x], [b, y]) => order(a, b) || order(x, y));
  return encoded.map(([name, value]) => `${name}=${value}`).join('&');
}

function headerText(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name] ?? (name === 'host' ? headers[':authority'] : undefined) ?? '';
  return (Array.isArray(value) ? value.join(',') : value).trim().replaceAll(/ +/g, ' ');
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const closing = kept.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${kept.join('/')}${closing}`;
}

const encodePath = (bytes: Uint8Array) => percentEncode(bytes).replaceAll('%2F', '/');
const percentByte = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function isUnreserved(byte: number): boolean {
  const digit = byte >= 0x30 && byte <= 0x39;
  const upper = byte >= 0x41 && byte <= 0x5a;
  const lower = byte >= 0x61 && byte <= 0x7a;
  return digit || upper || lower || byte === 0x2d || byte === 0x2e || byte === 0x5f || byte === 0x7e;
}
