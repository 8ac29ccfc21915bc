import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Origin, OriginObject, OriginPlace } from './origin.ts';

/** Of an object's own headers, those that a browser is to see. */
const forwarded = ['content-type', 'cache-control', 'content-disposition', 'content-encoding', 'content-language'];

/**
 * Answers GET or HEAD for an object: whole, a single range, or "not modified".
 * @returns false if there is no such object, and nothing was answered
 */
export async function sendFile(
  origin: Origin,
  place: OriginPlace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { headers } = request;
  const isHead = request.method === 'HEAD';
  // Only GET has ranges, says RFC 9110.
  const object = await open(origin, place, isHead ? undefined : headers.range, headers['if-range']?.toString());
  if (object === undefined) return false;
  if (object === 'unsatisfiable') {
    response
      .writeHead(416, { 'content-type': 'text/plain; charset=utf-8' })
      .end('No byte of the file is in the range.\n');
    return true;
  }
  const unchanged = isUnchanged(headers, object);
  response.writeHead(statusOf(object, unchanged), headersOf(object, unchanged));
  if (isHead || unchanged) {
    object.stream.destroy();
    response.end();
  } else {
    await pipeline(object.stream, response);
  }
  return true;
}

/**
 * Answers with an object as a page of its own status, for an error.
 * @returns false if there is no such object, and nothing was answered
 */
export async function sendErrorPage(
  origin: Origin,
  place: OriginPlace,
  status: number,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<boolean> {
  const object = await origin.read(place.bucket, place.key);
  if (object === undefined) return false;
  const { 'accept-ranges': _, etag: _etag, ...headers } = headersOf(object, false);
  response.writeHead(status, headers);
  if (request.method === 'HEAD') {
    object.stream.destroy();
    response.end();
  } else {
    await pipeline(object.stream, response);
  }
  return true;
}

async function open(
  origin: Origin,
  { bucket, key }: OriginPlace,
  range: string | undefined,
  ifRange: string | undefined,
): Promise<OriginObject | 'unsatisfiable' | undefined> {
  try {
    const object = await origin.read(bucket, key, range);
    if (object?.range === undefined || ifRange === undefined || isSame(ifRange, object)) return object;
    // The client has the beginning of another object: it gets this one whole.
    object.stream.destroy();
    return await origin.read(bucket, key);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'InvalidRange') return 'unsatisfiable';
    throw error;
  }
}

function statusOf({ range }: OriginObject, unchanged: boolean): number {
  if (unchanged) return 304;
  return range === undefined ? 200 : 206;
}

function headersOf(object: OriginObject, unchanged: boolean): Record<string, string | number> {
  const { range, sizeBytes } = object;
  const own = forwarded.flatMap((name): Array<[string, string]> => {
    const value = object.headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  const length = range === undefined ? sizeBytes : range.end - range.start + 1;
  return {
    'content-type': 'application/octet-stream',
    // Without a word of the object's, a browser asks each time; the answer is a 304.
    'cache-control': 'no-cache',
    ...Object.fromEntries<string>(own),
    etag: quoted(object),
    'last-modified': new Date(object.modifiedMs).toUTCString(),
    'accept-ranges': 'bytes',
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}` }),
    ...(unchanged ? {} : { 'content-length': length }),
  };
}

/** If-None-Match wins over If-Modified-Since. @see RFC 9110, 13.1 */
function isUnchanged(headers: IncomingHttpHeaders, object: OriginObject): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === quoted(object));
  }
  const since = headers['if-modified-since'];
  return since !== undefined && Date.parse(since) >= Math.floor(object.modifiedMs / 1000) * 1000;
}

function isSame(ifRange: string, object: OriginObject): boolean {
  return ifRange === quoted(object) || Date.parse(ifRange) === Math.floor(object.modifiedMs / 1000) * 1000;
}

const quoted = ({ etag }: OriginObject) => `"${etag}"`;
