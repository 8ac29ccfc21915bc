import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type Answer, type Call, permit, xmlAnswer } from '../call.ts';
import type { OpenUpload } from '../catalogue.ts';
import { checksumHeader, compositeChecksum, startChecksum } from '../checksum.ts';
import { writePrecondition } from '../conditions.ts';
import { readDocument } from '../payload.ts';
import type { Checksum, Part } from '../record.ts';
import { S3Error } from '../s3-error.ts';
import { elements, parseXml } from '../xml.ts';
import { uploadName } from './multipart.ts';
import { versionHeaders } from './read.ts';
import { checksumContent } from './write.ts';

/** All parts but the last must have this size at least. */
const MIN_PART_BYTES = 5 * 1024 ** 2;
/** Ten thousand parts with their checksums. */
const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;

const WholeNumber = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number));
const PartSchema = v.looseObject({ PartNumber: WholeNumber, ETag: v.string() });
const CompleteSchema = v.object({
  CompleteMultipartUpload: v.object({ Part: v.pipe(v.array(PartSchema), v.minLength(1)) }),
});

type NamedPart = v.InferOutput<typeof PartSchema>;

export async function completeMultipartUpload(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  const name = uploadName(call);
  const open = call.uploads.find(name);
  const precondition = writePrecondition(call.request.headers, call.key);
  const document = parseXml(await readDocument(call, MAX_DOCUMENT_BYTES), CompleteSchema, ['Part']);
  const parts = chooseParts(open, document.CompleteMultipartUpload.Part);
  checkSizes(call, parts);
  const { body, checksum } = await joinParts(call, open, parts);
  const attributes = open.upload.attributes;
  const { bucket, key } = call;
  const object = { bucket, key, body, etag: multipartEtag(parts), attributes, checksum, uploadId: name.uploadId };
  const version = await call.objects.put({ ...object, reason: 'CompleteMultipartUpload', precondition }, call.caller);
  const content = elements({
    Location: `http://${call.request.headers.host ?? ''}/${bucket}/${encodeURIComponent(key)}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${version.etag}"`,
    ...checksumContent(version.checksum),
  });
  const { etag: _etag, ...headers } = versionHeaders(version);
  return xmlAnswer('CompleteMultipartUploadResult', content, headers);
}

function chooseParts(open: OpenUpload, named: readonly NamedPart[]): Part[] {
  return named.map((wanted, at) => {
    if (wanted.PartNumber <= (named[at - 1]?.PartNumber ?? 0)) {
      throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    const part = open.parts.get(wanted.PartNumber);
    const promised = part?.checksum && wanted[`Checksum${part.checksum.algorithm.toUpperCase()}`];
    const fits =
      part?.etag === wanted.ETag.replaceAll('"', '') && (promised ?? part.checksum?.value) === part.checksum?.value;
    if (part !== undefined && fits) return part;
    const message =
      'One or more of the specified parts could not be found, or its entity tag or checksum did not match.';
    throw new S3Error('InvalidPart', message, { elements: { PartNumber: String(wanted.PartNumber) } });
  });
}

function checkSizes(call: Call, parts: readonly Part[]): void {
  const small = parts.slice(0, -1).find(({ sizeBytes }) => sizeBytes < MIN_PART_BYTES);
  if (small !== undefined) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      elements: {
        ProposedSize: String(small.sizeBytes),
        MinSizeAllowed: String(MIN_PART_BYTES),
        PartNumber: String(small.number),
      },
    });
  }
  const promised = call.request.headers['x-amz-mp-object-size'];
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (promised !== undefined && Number(promised) !== sizeBytes) {
    throw new S3Error(
      'InvalidRequest',
      `The parts have ${sizeBytes} bytes, but x-amz-mp-object-size says ${String(promised)}.`,
    );
  }
}

async function joinParts(call: Call, { upload }: OpenUpload, parts: readonly Part[]) {
  const { checksumAlgorithm: algorithm, checksumType } = upload;
  const running = algorithm !== undefined && checksumType === 'FULL_OBJECT' ? startChecksum(algorithm) : undefined;
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const part of parts) {
      const stream = await call.ledger.bodies.read(part.bodyFile, { start: 0, end: part.sizeBytes - 1 });
      if (stream === undefined) throw new S3Error('InvalidPart', `Part ${part.number} was replaced meanwhile.`);
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) continue;
        running?.update(chunk);
        yield chunk;
      }
    }
    if (algorithm !== undefined && running !== undefined) {
      full = { algorithm, value: running.digest().toString('base64'), type: 'FULL_OBJECT' };
    }
    checkPromise(call, full ?? composite);
  }
  let full: Checksum | undefined;
  const values = parts.map(part => part.checksum?.value ?? '');
  const composite = algorithm && checksumType === 'COMPOSITE' ? compositeChecksum(algorithm, values) : undefined;
  return { body: await call.ledger.bodies.stage(bytes()), checksum: full ?? composite };
}

function checkPromise(call: Call, checksum: Checksum | undefined): void {
  if (checksum === undefined) return;
  const promised = call.request.headers[checksumHeader(checksum.algorithm)];
  if (promised === undefined || promised === checksum.value) return;
  const message = `The ${checksum.algorithm.toUpperCase()} you specified for the object did not match that of its parts.`;
  throw new S3Error('BadDigest', message);
}

/** The MD5 of the parts' MD5s, and how many they are. */
function multipartEtag(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}
