import type { IncomingHttpHeaders } from 'node:http';
import type { Precondition } from './objects.ts';
import type { ObjectVersion } from './record.ts';
import { noSuchKey, preconditionFailed, S3Error } from './s3-error.ts';

/**
 * Checks the conditions of a read.
 * @param prefix `x-amz-copy-source-` for the source of a copy, where a false condition is always an error
 * @throws S3Error PreconditionFailed, or NotModified
 * @see RFC 9110, section 13.2.2, for their precedence
 */
export function checkReadConditions(headers: IncomingHttpHeaders, version: ObjectVersion, prefix = ''): void {
  const ifMatch = text(headers, `${prefix}if-match`);
  const ifUnmodifiedSince = date(headers, `${prefix}if-unmodified-since`);
  const ifNoneMatch = text(headers, `${prefix}if-none-match`);
  const ifModifiedSince = date(headers, `${prefix}if-modified-since`);
  // HTTP dates have whole seconds: an object changed later in the same second counts as unmodified.
  const modifiedSeconds = Math.floor(version.modifiedMs / 1000);
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version)) throw preconditionFailed('If-Match');
  } else if (ifUnmodifiedSince !== undefined && modifiedSeconds > ifUnmodifiedSince) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const unchanged =
    ifNoneMatch === undefined
      ? ifModifiedSince !== undefined && modifiedSeconds <= ifModifiedSince
      : matches(ifNoneMatch, version);
  if (!unchanged) return;
  if (prefix !== '') throw preconditionFailed(ifNoneMatch === undefined ? 'If-Modified-Since' : 'If-None-Match');
  throw new S3Error('NotModified', 'Not Modified', { headers: { etag: `"${version.etag}"` } });
}

/**
 * The condition of a write or a deletion, to be checked while nobody else may write the key.
 * @throws S3Error NotImplemented for the conditions that S3 does not take on writes
 */
export function writePrecondition(headers: IncomingHttpHeaders, key: string): Precondition {
  const ifMatch = text(headers, 'if-match');
  const ifNoneMatch = text(headers, 'if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A write takes If-None-Match: * only.');
  }
  return current => {
    if (ifNoneMatch !== undefined && current !== undefined) throw preconditionFailed('If-None-Match');
    if (ifMatch === undefined) return;
    if (current === undefined) throw noSuchKey(key);
    if (!matches(ifMatch, current)) throw preconditionFailed('If-Match');
  };
}

function matches(list: string, { etag }: ObjectVersion): boolean {
  const tags = list.split(',').map(tag => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
  return tags.some(tag => tag === '*' || tag === etag);
}

function text(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whole seconds since 1970; a date that cannot be read is no condition. */
function date(headers: IncomingHttpHeaders, name: string): number | undefined {
  const ms = Date.parse(text(headers, name) ?? '');
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
