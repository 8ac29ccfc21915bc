import type { IncomingHttpHeaders } from 'node:http';
import { parseQuery, percentDecode } from '../iam/canonical.ts';
import { S3Error } from './s3-error.ts';

/** What a request names; an empty bucket or key is none. */
export interface Target {
  readonly bucket: string;
  /** Exactly as the client means it: decoded once, never normalised. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

const MAX_KEY_BYTES = 1024;

/** For each operation the query parameters that it takes; with any other the request means something else. */
const PARAMETERS = {
  ListBuckets: [],
  CreateBucket: [],
  HeadBucket: [],
  GetBucketLocation: ['location'],
  GetBucketVersioning: ['versioning'],
  ListObjects: ['prefix', 'delimiter', 'marker', 'max-keys', 'encoding-type'],
  ListObjectsV2: [
    'list-type',
    'prefix',
    'delimiter',
    'continuation-token',
    'start-after',
    'max-keys',
    'encoding-type',
    'fetch-owner',
  ],
  ListObjectVersions: [
    'versions',
    'prefix',
    'delimiter',
    'key-marker',
    'version-id-marker',
    'max-keys',
    'encoding-type',
  ],
  ListMultipartUploads: ['uploads', 'prefix', 'delimiter', 'max-uploads', 'encoding-type'],
  DeleteObjects: ['delete'],
  PutObject: [],
  CopyObject: [],
  GetObject: [
    'versionId',
    'response-cache-control',
    'response-content-disposition',
    'response-content-encoding',
    'response-content-language',
    'response-content-type',
    'response-expires',
  ],
  GetObjectTagging: ['tagging', 'versionId'],
  HeadObject: ['versionId'],
  DeleteObject: ['versionId'],
  CreateMultipartUpload: ['uploads'],
  UploadPart: ['uploadId', 'partNumber'],
  UploadPartCopy: ['uploadId', 'partNumber'],
  ListParts: ['uploadId', 'max-parts', 'part-number-marker', 'encoding-type'],
  CompleteMultipartUpload: ['uploadId'],
  AbortMultipartUpload: ['uploadId'],
} as const satisfies Record<string, readonly string[]>;

/** The operations of this S3, in Amazon's words. */
export type OperationName = keyof typeof PARAMETERS;

/**
 * Takes a raw request target apart.
 * @throws S3Error InvalidURI, or KeyTooLongError above 1,024 bytes
 */
export function parseTarget(url: string): Target {
  const [path = '', ...rest] = url.split('?');
  const query = new Map(parseQuery(rest.join('?')));
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  const slash = path.indexOf('/', 1);
  const bucket = decodeKey(path.slice(1, slash < 0 ? undefined : slash));
  const key = slash < 0 ? '' : decodeKey(path.slice(slash + 1));
  checkKey(key);
  return { bucket, key, query };
}

/** @throws S3Error KeyTooLongError above 1,024 bytes of UTF-8 */
export function checkKey(key: string): void {
  const sizeBytes = Buffer.byteLength(key);
  if (sizeBytes <= MAX_KEY_BYTES) return;
  const elements = { Size: String(sizeBytes), MaxSizeAllowed: String(MAX_KEY_BYTES) };
  throw new S3Error('KeyTooLongError', 'Your key is too long', { elements });
}

/**
 * Decodes a percent-encoded key; a key is UTF-8, as a file name or a URL need not be.
 * @throws S3Error InvalidURI
 */
export function decodeKey(encoded: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(percentDecode(encoded));
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI: a key must be UTF-8.");
  }
}

/**
 * Finds the operation that a request means.
 * @throws S3Error NotImplemented, naming the method and the parameters, for all that this S3 does not do
 */
export function chooseOperation(method: string, target: Target, headers: IncomingHttpHeaders): OperationName {
  const name = candidate(method, target, headers);
  const known: ReadonlySet<string> = new Set(name === undefined ? [] : PARAMETERS[name]);
  const unknown = [...target.query.keys()].filter(parameter => !known.has(parameter) && !isNeutral(parameter));
  if (name !== undefined && unknown.length === 0) return name;
  const level = target.key === '' ? 'a bucket' : 'an object';
  const query = unknown.length === 0 ? '' : ` with ?${unknown.join('&')}`;
  const message = `The local S3 does not implement ${method}${query} on ${target.bucket === '' ? 'the service' : level}.`;
  throw new S3Error('NotImplemented', message);
}

function candidate(
  method: string,
  { bucket, key, query }: Target,
  headers: IncomingHttpHeaders,
): OperationName | undefined {
  if (bucket === '') return method === 'GET' ? 'ListBuckets' : undefined;
  if (key === '') return ofBucket(method, query);
  const copies = headers['x-amz-copy-source'] !== undefined;
  if (query.has('uploadId')) return ofUpload(method, copies);
  if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
  if (method === 'GET' && query.has('tagging')) return 'GetObjectTagging';
  if (method === 'PUT') return copies ? 'CopyObject' : 'PutObject';
  return lookUp({ GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }, method);
}

function ofBucket(method: string, query: ReadonlyMap<string, string>): OperationName | undefined {
  if (method === 'POST') return query.has('delete') ? 'DeleteObjects' : undefined;
  if (method !== 'GET') return lookUp({ PUT: 'CreateBucket', HEAD: 'HeadBucket' }, method);
  if (query.has('location')) return 'GetBucketLocation';
  if (query.has('versioning')) return 'GetBucketVersioning';
  if (query.has('versions')) return 'ListObjectVersions';
  if (query.has('uploads')) return 'ListMultipartUploads';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
}

function ofUpload(method: string, copies: boolean): OperationName | undefined {
  if (method === 'PUT') return copies ? 'UploadPartCopy' : 'UploadPart';
  return lookUp({ GET: 'ListParts', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }, method);
}

function lookUp(names: Readonly<Record<string, OperationName>>, method: string): OperationName | undefined {
  return Object.hasOwn(names, method) ? names[method] : undefined;
}

/** The SDK's operation hint and the parts of a presigned signature change nothing. */
const isNeutral = (parameter: string) => parameter === 'x-id' || /^x-amz-/i.test(parameter);
