import { percentEncode } from '../../iam/canonical.ts';
import { readAttributes } from '../attributes.ts';
import { type Answer, type Call, numberParameter, permit, xmlAnswer } from '../call.ts';
import { parseAlgorithm } from '../checksum.ts';
import { readPayload } from '../payload.ts';
import { resolveRange } from '../range.ts';
import type { Part, Upload } from '../record.ts';
import { S3Error } from '../s3-error.ts';
import type { UploadName } from '../uploads.ts';
import { all, element, elements, type Xml } from '../xml.ts';
import { checksumHeaders } from './read.ts';
import { checksumContent, copyResult, findSource } from './write.ts';

/** Part numbers run from 1 to this. */
const MAX_PARTS = 10_000;

export async function createMultipartUpload(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  call.objects.contents(call.bucket);
  const { headers } = call.request;
  const algorithm = headers['x-amz-checksum-algorithm'];
  const checksumAlgorithm = typeof algorithm === 'string' ? parseAlgorithm(algorithm) : undefined;
  const checksumType = readChecksumType(headers['x-amz-checksum-type'], checksumAlgorithm);
  const { bucket, key } = call;
  const attributes = readAttributes(headers);
  const upload = await call.uploads.start({ bucket, key, attributes, checksumAlgorithm, checksumType });
  return xmlAnswer('InitiateMultipartUploadResult', elements({ Bucket: bucket, Key: key, UploadId: upload.uploadId }), {
    ...(checksumAlgorithm && { 'x-amz-checksum-algorithm': checksumAlgorithm.toUpperCase() }),
    ...(checksumType && { 'x-amz-checksum-type': checksumType }),
  });
}

export async function uploadPart(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  const name = uploadName(call);
  const number = partNumber(call);
  const { upload } = call.uploads.find(name);
  const payload = readPayload(call, upload.checksumAlgorithm);
  const body = await call.ledger.bodies.stage(payload.chunks);
  const { md5Hex: etag, checksum } = payload.digests();
  const part = await call.uploads.addPart(name, { number, body, etag, checksum });
  const { 'x-amz-checksum-type': _type, ...headers } = checksumHeaders(part);
  return { status: 200, headers: { etag: `"${part.etag}"`, ...headers } };
}

/** What `aws s3 cp` from S3 to S3 does above 8 MB. */
export async function uploadPartCopy(call: Call): Promise<Answer> {
  permit(call, 'PutObject');
  const name = uploadName(call);
  const number = partNumber(call);
  const { upload } = call.uploads.find(name);
  const source = findSource(call);
  const range = resolveRange(headerText(call, 'x-amz-copy-source-range'), source.sizeBytes);
  const stream = await call.objects.open(source, range ?? { start: 0, end: source.sizeBytes - 1 });
  if (stream === undefined)
    throw new S3Error('InternalError', 'The source of the copy was replaced meanwhile: try again.');
  const auth = { payloadHash: 'UNSIGNED-PAYLOAD', chain: call.auth.chain };
  const payload = readPayload({ request: Object.assign(stream, { headers: {} }), auth }, upload.checksumAlgorithm);
  const body = await call.ledger.bodies.stage(payload.chunks);
  const { md5Hex: etag, checksum } = payload.digests();
  return xmlAnswer('CopyPartResult', copyResult(await call.uploads.addPart(name, { number, body, etag, checksum })));
}

export function listParts(call: Call): Answer {
  permit(call, 'ListMultipartUploadParts');
  const { upload, parts } = call.uploads.find(uploadName(call));
  const marker = numberParameter(call, 'part-number-marker', 0, [0, MAX_PARTS]);
  const maxParts = Math.min(numberParameter(call, 'max-parts', 1000, [0, 2 ** 31 - 1]), 1000);
  const rest = [...parts.values()].filter(({ number }) => number > marker).sort((a, b) => a.number - b.number);
  const page = rest.slice(0, maxParts);
  const content = elements({
    Bucket: call.bucket,
    Key: keyText(call, call.key),
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number,
    MaxParts: maxParts,
    IsTruncated: rest.length > page.length,
    ChecksumAlgorithm: upload.checksumAlgorithm?.toUpperCase(),
    ChecksumType: upload.checksumType,
    StorageClass: 'STANDARD',
  });
  return xmlAnswer('ListPartsResult', all([content, ...page.map(partXml)]));
}

export function listMultipartUploads(call: Call): Answer {
  permit(call, 'ListBucketMultipartUploads', { bucket: call.bucket });
  call.objects.contents(call.bucket);
  const prefix = call.query.get('prefix') ?? '';
  const maxUploads = Math.min(numberParameter(call, 'max-uploads', 1000, [0, 2 ** 31 - 1]), 1000);
  const uploads = call.uploads.ofBucket(call.bucket).filter(({ key }) => key.startsWith(prefix));
  const content = elements({
    Bucket: call.bucket,
    Prefix: keyText(call, prefix),
    MaxUploads: maxUploads,
    EncodingType: call.query.get('encoding-type'),
    IsTruncated: uploads.length > maxUploads,
  });
  const listed = uploads.slice(0, maxUploads).map(upload => uploadXml(call, upload));
  return xmlAnswer('ListMultipartUploadsResult', all([content, ...listed]));
}

export async function abortMultipartUpload(call: Call): Promise<Answer> {
  permit(call, 'AbortMultipartUpload');
  await call.uploads.abort(uploadName(call));
  return { status: 204 };
}

/** The upload that a request names. */
export function uploadName({ bucket, key, query }: Call): UploadName {
  return { bucket, key, uploadId: query.get('uploadId') ?? '' };
}

function partNumber(call: Call): number {
  const number = numberParameter(call, 'partNumber', 0, [1, MAX_PARTS]);
  if (number > 0) return number;
  const message = `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`;
  throw new S3Error('InvalidArgument', message, { elements: { ArgumentName: 'partNumber' } });
}

/** CRC64NVME has no composite form and the hashes have no other; the rest are composite unless asked otherwise. */
function readChecksumType(header: string | string[] | undefined, algorithm: Upload['checksumAlgorithm']) {
  if (algorithm === undefined) return undefined;
  const hash = algorithm === 'sha1' || algorithm === 'sha256';
  const type = header ?? (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const impossible = hash ? 'FULL_OBJECT' : algorithm === 'crc64nvme' ? 'COMPOSITE' : undefined;
  if ((type === 'FULL_OBJECT' || type === 'COMPOSITE') && type !== impossible) return type;
  const message = `The ${String(type)} checksum type cannot be used with the ${algorithm} checksum algorithm.`;
  throw new S3Error('InvalidRequest', message);
}

function partXml(part: Part): Xml {
  const { ChecksumType: _type, ...checksum } = checksumContent(part.checksum);
  const content = elements({
    PartNumber: part.number,
    LastModified: new Date(part.modifiedMs).toISOString(),
    ETag: `"${part.etag}"`,
    Size: part.sizeBytes,
    ...checksum,
  });
  return element('Part', content);
}

function uploadXml(call: Call, upload: Upload): Xml {
  const content = elements({
    Key: keyText(call, upload.key),
    UploadId: upload.uploadId,
    Initiated: new Date(upload.startedMs).toISOString(),
    StorageClass: 'STANDARD',
  });
  return element('Upload', content);
}

function keyText(call: Call, key: string): string {
  return call.query.get('encoding-type') === 'url' ? percentEncode(Buffer.from(key)).replaceAll('%2F', '/') : key;
}

function headerText({ request }: Call, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
