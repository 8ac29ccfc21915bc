import type { Readable } from 'node:stream';
import { attributeHeaders } from '../attributes.ts';
import type { ByteRange } from '../bodies.ts';
import { type Answer, type Call, permit, xmlAnswer } from '../call.ts';
import { checksumHeader } from '../checksum.ts';
import { checkReadConditions } from '../conditions.ts';
import type { Objects } from '../objects.ts';
import { resolveRange } from '../range.ts';
import type { ObjectVersion } from '../record.ts';
import { noSuchKey, S3Error } from '../s3-error.ts';
import { element } from '../xml.ts';

/** A version with the bytes that were asked for; the stream must be read or destroyed. */
export interface OpenedObject {
  readonly version: ObjectVersion;
  /** Undefined for the whole object. */
  readonly range: ByteRange | undefined;
  readonly stream: Readable;
}

const OVERRIDES = 'response-';

export async function getObject(call: Call): Promise<Answer> {
  const { headers } = call.request;
  permitRead(call);
  const overriding = overrides(call.query);
  const { version, range, stream } = await openObject(call.objects, call, headers.range, found => {
    checkReadConditions(headers, found);
  });
  const { status, headers: described } = describe(call, version, range);
  return { status, headers: { ...described, ...overriding }, body: stream };
}

export function headObject(call: Call): Answer {
  permitRead(call);
  const version = call.objects.find(call.bucket, call.key, call.query.get('versionId'));
  checkReadConditions(call.request.headers, version);
  return describe(call, version, resolveRange(call.request.headers.range, version.sizeBytes));
}

/** Tags cannot be put here, so that there are never any; `aws s3 cp` asks for them before it copies in parts. */
export function getObjectTagging(call: Call): Answer {
  permit(call, call.query.has('versionId') ? 'GetObjectVersionTagging' : 'GetObjectTagging');
  call.objects.find(call.bucket, call.key, call.query.get('versionId'));
  return xmlAnswer('Tagging', element('TagSet', ''));
}

/**
 * Finds an object and opens its body; one that is replaced in between is looked up again.
 * @param check may refuse the version found, by throwing
 * @throws S3Error NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidRange
 */
export async function openObject(
  objects: Objects,
  name: { readonly bucket: string; readonly key: string; readonly query?: ReadonlyMap<string, string> },
  rangeHeader: string | undefined,
  check: (version: ObjectVersion) => void = () => undefined,
): Promise<OpenedObject> {
  // Each round means that a writer replaced the object within it; a thousand in a row would be a lost file.
  for (let round = 0; round < 1000; round++) {
    const version = objects.find(name.bucket, name.key, name.query?.get('versionId'));
    check(version);
    const range = resolveRange(rangeHeader, version.sizeBytes);
    const stream = await objects.open(version, range ?? { start: 0, end: version.sizeBytes - 1 });
    if (stream !== undefined) return { version, range, stream };
  }
  throw noSuchKey(name.key);
}

/** The headers that identify a version; its id only in a bucket that has versions. */
export function versionHeaders({ etag, versionId }: ObjectVersion): Record<string, string> {
  return { etag: `"${etag}"`, ...(versionId === 'null' ? {} : { 'x-amz-version-id': versionId }) };
}

/** The headers of a checksum that was stored. */
export function checksumHeaders({ checksum }: Pick<ObjectVersion, 'checksum'>): Record<string, string> {
  if (checksum === undefined) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function permitRead(call: Call): void {
  permit(call, call.query.has('versionId') ? 'GetObjectVersion' : 'GetObject');
}

function describe(call: Call, version: ObjectVersion, range: ByteRange | undefined): Answer {
  const { sizeBytes } = version;
  const whole = call.request.headers['x-amz-checksum-mode'] === 'ENABLED' && range === undefined;
  const headers = {
    ...attributeHeaders(version.attributes),
    ...versionHeaders(version),
    ...(whole ? checksumHeaders(version) : {}),
    'last-modified': new Date(version.modifiedMs).toUTCString(),
    'accept-ranges': 'bytes',
    'content-length': String(range === undefined ? sizeBytes : range.end - range.start + 1),
  };
  if (range === undefined) return { status: 200, headers };
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}` } };
}

function overrides(query: ReadonlyMap<string, string>): Record<string, string> {
  const wanted = [...query].filter(([name]) => name.startsWith(OVERRIDES));
  return Object.fromEntries(wanted.map(([name, value]) => [name.slice(OVERRIDES.length), headerText(name, value)]));
}

/** UTF-8 as the Latin-1 characters that Node writes byte for byte; a line end would begin a header of its own. */
function headerText(name: string, value: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  if (/[\u0000-\u001F\u007F]/.test(value)) {
    throw new S3Error('InvalidArgument', `${name} may not hold control characters.`, {
      elements: { ArgumentName: name },
    });
  }
  return Buffer.from(value).toString('latin1');
}
