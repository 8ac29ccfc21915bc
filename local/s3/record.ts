import * as v from 'valibot';
import { ObjectEventSchema } from './event.ts';

/** The checksums that S3 knows, in the words of its `x-amz-checksum-…` headers. */
export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Texts = v.record(v.string(), v.string());

const ChecksumSchema = v.object({
  algorithm: v.picklist(CHECKSUM_ALGORITHMS),
  /** Base64; a composite one ends in `-N`, the number of parts. */
  value: v.string(),
  type: v.picklist(['FULL_OBJECT', 'COMPOSITE']),
});

const BucketSchema = v.object({
  name: v.string(),
  createdMs: Count,
  versioned: v.boolean(),
  /** Whether its objects yield EventBridge events. */
  eventBridge: v.boolean(),
});

const AttributesSchema = v.object({
  /** Of HTTP, lower case: content-type, cache-control, … */
  headers: Texts,
  /** Of the user, without `x-amz-meta-`, as header text. */
  metadata: Texts,
});

const VersionSchema = v.object({
  bucket: v.string(),
  key: v.string(),
  /** `null` where the bucket is not versioned, as S3 has it. */
  versionId: v.string(),
  sequencer: v.string(),
  modifiedMs: Count,
  deleteMarker: v.boolean(),
  sizeBytes: Count,
  /** Without quotes: the MD5 of the body, or that of the parts and `-N`. */
  etag: v.string(),
  /** Name under `objects/`; empty for a delete marker. */
  bodyFile: v.string(),
  attributes: AttributesSchema,
  checksum: v.optional(ChecksumSchema),
});

const UploadSchema = v.object({
  uploadId: v.string(),
  bucket: v.string(),
  key: v.string(),
  startedMs: Count,
  attributes: AttributesSchema,
  checksumAlgorithm: v.optional(v.picklist(CHECKSUM_ALGORITHMS)),
  checksumType: v.optional(v.picklist(['FULL_OBJECT', 'COMPOSITE'])),
});

const PartSchema = v.object({
  uploadId: v.string(),
  number: Count,
  sequencer: v.string(),
  modifiedMs: Count,
  sizeBytes: Count,
  etag: v.string(),
  bodyFile: v.string(),
  checksum: v.optional(ChecksumSchema),
});

/**
 * One line of the journal: one thing that happened, whole. A `put` carries its event and ends its multipart upload in the
 * same line, so that no kill can come between them.
 */
export const JournalRecordSchema = v.variant('type', [
  v.object({ type: v.literal('bucket'), bucket: BucketSchema }),
  v.object({
    type: v.literal('put'),
    version: VersionSchema,
    event: v.optional(ObjectEventSchema),
    uploadId: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('remove'),
    bucket: v.string(),
    key: v.string(),
    versionId: v.string(),
    event: v.optional(ObjectEventSchema),
  }),
  v.object({ type: v.literal('upload'), upload: UploadSchema }),
  v.object({ type: v.literal('part'), part: PartSchema }),
  v.object({ type: v.literal('abort'), uploadId: v.string() }),
  v.object({ type: v.literal('undelivered'), event: ObjectEventSchema }),
  v.object({ type: v.literal('delivered'), eventId: v.string() }),
  v.object({ type: v.literal('sequencer'), last: v.string() }),
]);

export type Bucket = v.InferOutput<typeof BucketSchema>;
export type Attributes = v.InferOutput<typeof AttributesSchema>;
export type Checksum = v.InferOutput<typeof ChecksumSchema>;
export type ObjectVersion = v.InferOutput<typeof VersionSchema>;
export type Upload = v.InferOutput<typeof UploadSchema>;
export type Part = v.InferOutput<typeof PartSchema>;
export type JournalRecord = v.InferOutput<typeof JournalRecordSchema>;
