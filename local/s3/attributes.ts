import type { IncomingHttpHeaders } from 'node:http';
import { contentCodings } from './payload.ts';
import type { Attributes } from './record.ts';
import { S3Error } from './s3-error.ts';

const META = 'x-amz-meta-';
/** Amazon's limit for names and values together. */
const MAX_METADATA_BYTES = 2048;
const KEPT = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'] as const;

/** Headers that ask for something this S3 does not do, with the one value that asks for nothing. */
const UNSUPPORTED: Readonly<Record<string, string | undefined>> = {
  'x-amz-tagging': undefined,
  'x-amz-website-redirect-location': undefined,
  'x-amz-object-lock-mode': undefined,
  'x-amz-object-lock-retain-until-date': undefined,
  'x-amz-object-lock-legal-hold': 'OFF',
  'x-amz-server-side-encryption': 'AES256',
  'x-amz-server-side-encryption-customer-algorithm': undefined,
  'x-amz-storage-class': 'STANDARD',
  'x-amz-acl': 'private',
  'x-amz-write-offset-bytes': undefined,
};

/**
 * What a new object is to be served with.
 * @throws S3Error MetadataTooLarge, or NotImplemented for a header that would be ignored otherwise
 */
export function readAttributes(headers: IncomingHttpHeaders): Attributes {
  refuseUnsupported(headers);
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  const codings = contentCodings(headers).filter(coding => coding !== 'aws-chunked');
  if (codings.length > 0) kept['content-encoding'] = codings.join(',');
  return { headers: { 'content-type': 'binary/octet-stream', ...kept }, metadata: readMetadata(headers) };
}

/** The headers that give attributes back; metadata beyond ASCII in the encoding of RFC 2047, as S3 does. */
export function attributeHeaders({ headers, metadata }: Attributes): Record<string, string> {
  const meta = Object.entries(metadata).map(([name, value]) => [META + name, rfc2047(value)] as const);
  return { ...headers, ...Object.fromEntries(meta) };
}

/** Refuses, by name, a header whose wish this S3 would silently not fulfil. */
export function refuseUnsupported(headers: IncomingHttpHeaders): void {
  for (const [name, harmless] of Object.entries(UNSUPPORTED)) {
    if (headers[name] === undefined || headers[name] === harmless) continue;
    const message = 'A header you provided implies functionality that is not implemented';
    throw new S3Error('NotImplemented', `${message}: ${name}`, { elements: { Header: name } });
  }
}

function readMetadata(headers: IncomingHttpHeaders): Record<string, string> {
  const metadata: Record<string, string> = {};
  let sizeBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(META) || typeof value !== 'string') continue;
    // Node gives each byte as one Latin-1 character; those who send more than ASCII send UTF-8.
    const text = Buffer.from(value, 'latin1').toString();
    metadata[name.slice(META.length)] = text;
    sizeBytes += name.length - META.length + Buffer.byteLength(text);
  }
  if (sizeBytes <= MAX_METADATA_BYTES) return metadata;
  const elements = { Size: String(sizeBytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) };
  throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', { elements });
}

function rfc2047(text: string): string {
  return /^[\x20-\x7E]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}
