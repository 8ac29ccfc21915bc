import * as v from 'valibot';
import { type Answer, type Call, permit, xmlAnswer } from '../call.ts';
import { declaredChecksum } from '../checksum.ts';
import { writePrecondition } from '../conditions.ts';
import type { Deletion } from '../objects.ts';
import { readDocument } from '../payload.ts';
import { checkKey } from '../route.ts';
import { S3Error } from '../s3-error.ts';
import { all, element, elements, parseXml, type Xml } from '../xml.ts';

/** A thousand keys of 1,024 bytes, each byte escaped. */
const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;
const MAX_KEYS = 1000;

const DeleteSchema = v.object({
  Delete: v.object({
    Object: v.pipe(
      v.array(
        v.object({
          Key: v.pipe(v.string(), v.minLength(1)),
          VersionId: v.optional(v.string()),
          ETag: v.optional(v.string()),
        }),
      ),
      v.maxLength(MAX_KEYS),
    ),
    Quiet: v.optional(v.string()),
  }),
});

type Named = v.InferOutput<typeof DeleteSchema>['Delete']['Object'][number];

export async function deleteObject(call: Call): Promise<Answer> {
  const versionId = call.query.get('versionId');
  const { bucket, key } = call;
  permitDeletion(call, { bucket, key }, versionId);
  const precondition = writePrecondition(call.request.headers, key);
  const done = await call.objects.delete({ bucket, key, versionId }, precondition, call.caller);
  const headers = {
    ...(done.versionId === undefined ? {} : { 'x-amz-version-id': done.versionId }),
    ...(done.deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
  };
  return { status: 204, headers };
}

export async function deleteObjects(call: Call): Promise<Answer> {
  const { headers } = call.request;
  call.objects.contents(call.bucket);
  const promised = headers['content-md5'] ?? headers['x-amz-trailer'] ?? declaredChecksum(headers);
  if (promised === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 or x-amz-checksum-*');
  }
  const document = parseXml(await readDocument(call, MAX_DOCUMENT_BYTES), DeleteSchema, ['Object']);
  const quiet = document.Delete.Quiet === 'true';
  const results: Xml[] = [];
  for (const named of document.Delete.Object) {
    const result = await deleteNamed(call, named);
    if (!quiet || result.failed) results.push(result.xml);
  }
  return xmlAnswer('DeleteResult', all(results));
}

/** One refusal must not keep the other keys. */
async function deleteNamed(call: Call, { Key: key, VersionId: versionId, ETag: etag }: Named) {
  try {
    const { bucket } = call;
    checkKey(key);
    permitDeletion(call, { bucket, key }, versionId);
    const precondition = writePrecondition(etag === undefined ? {} : { 'if-match': etag }, key);
    const done = await call.objects.delete({ bucket, key, versionId }, precondition, call.caller);
    return { failed: false, xml: element('Deleted', deleted(key, versionId, done)) };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const content = elements({ Key: key, VersionId: versionId, Code: error.code, Message: error.message });
    return { failed: true, xml: element('Error', content) };
  }
}

function deleted(key: string, versionId: string | undefined, done: Deletion): Xml {
  return elements({
    Key: key,
    VersionId: versionId,
    DeleteMarker: done.deleteMarker ? true : undefined,
    DeleteMarkerVersionId: done.deleteMarker ? done.versionId : undefined,
  });
}

function permitDeletion(call: Call, object: { bucket: string; key: string }, versionId: string | undefined): void {
  permit(call, versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', object);
}
