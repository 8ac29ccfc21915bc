import { readAttributes, refuseUnsupported } from '../attributes.ts';
import { type Answer, type Call, permit, xmlAnswer } from '../call.ts';
import { checksumElement } from '../checksum.ts';
import { checkReadConditions, writePrecondition } from '../conditions.ts';
import { readPayload } from '../payload.ts';
import type { Attributes, Checksum, ObjectVersion } from '../record.ts';
import { checkKey, decodeKey } from '../route.ts';
import { S3Error } from '../s3-error.ts';
import { elements, type XmlContent } from '../xml.ts';
import { checksumHeaders, versionHeaders } from './read.ts';

export async function putObject(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  call.objects.contents(call.bucket);
  const { headers } = call.request;
  const attributes = readAttributes(headers);
  const precondition = writePrecondition(headers, call.key);
  const payload = readPayload(call);
  const body = await call.ledger.bodies.stage(payload.chunks);
  const { md5Hex: etag, checksum } = payload.digests();
  const { bucket, key } = call;
  const object = { bucket, key, body, etag, attributes, checksum, reason: 'PutObject', precondition } as const;
  const version = await call.objects.put(object, call.caller);
  return { status: 200, headers: { ...versionHeaders(version), ...checksumHeaders(version) } };
}

export async function copyObject(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  call.objects.contents(call.bucket);
  const { bucket, key } = call;
  const precondition = writePrecondition(call.request.headers, key);
  const { source, attributes, body } = await stageSource(call);
  const { etag, checksum } = source;
  const copy = { bucket, key, body, etag, attributes, checksum, reason: 'CopyObject', precondition } as const;
  const version = await call.objects.put(copy, call.caller);
  return xmlAnswer('CopyObjectResult', copyResult(version), {
    ...versionHeaders(version),
    ...(source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId }),
  });
}

/**
 * The object that `x-amz-copy-source` names.
 * @throws S3Error as for reading it, AccessDenied included, or InvalidArgument
 */
export function findSource(call: Call): ObjectVersion {
  const { headers } = call.request;
  const [path = '', query = ''] = String(headers['x-amz-copy-source']).split('?');
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decodeKey(path));
  if (match === null) {
    const argument = { ArgumentName: 'x-amz-copy-source', ArgumentValue: path };
    throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key', { elements: argument });
  }
  const [, bucket = '', key = ''] = match;
  checkKey(key);
  const versionId = new URLSearchParams(query).get('versionId') ?? undefined;
  permit(call, versionId === undefined ? 'GetObject' : 'GetObjectVersion', { bucket, key });
  const source = call.objects.find(bucket, key, versionId);
  checkReadConditions(headers, source, 'x-amz-copy-source-');
  return source;
}

/** What the XML says of something copied. */
export function copyResult(copied: { etag: string; modifiedMs: number; checksum?: Checksum | undefined }) {
  return elements({
    ETag: `"${copied.etag}"`,
    LastModified: new Date(copied.modifiedMs).toISOString(),
    ...checksumContent(copied.checksum),
  });
}

/** A checksum as elements of XML; none for none. */
export function checksumContent(checksum: Checksum | undefined): Record<string, XmlContent> {
  if (checksum === undefined) return {};
  return { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type };
}

/** Finds the source and holds on to its body; one that is replaced in between is looked up again. */
async function stageSource(call: Call) {
  for (;;) {
    const source = findSource(call);
    const attributes = copiedAttributes(call, source);
    const body = await call.ledger.bodies.stageAgain(source.bodyFile, source.sizeBytes);
    if (body !== undefined) return { source, attributes, body };
  }
}

function copiedAttributes(call: Call, source: ObjectVersion): Attributes {
  const { headers } = call.request;
  if (headers['x-amz-metadata-directive'] === 'REPLACE') return readAttributes(headers);
  refuseUnsupported(headers);
  if (
    source.bucket === call.bucket &&
    source.key === call.key &&
    call.objects.current(call.bucket, call.key) === source
  ) {
    const message =
      'This copy request is illegal because it is trying to copy an object to itself without changing it.';
    throw new S3Error('InvalidRequest', message);
  }
  return source.attributes;
}
