import { randomUUID } from 'node:crypto';
import * as v from 'valibot';

/** The account of the local cloud, as its ARNs have it. */
export const ACCOUNT_ID = '000000000000';

/** What made or deleted an object. */
export type EventReason = 'PutObject' | 'CompleteMultipartUpload' | 'CopyObject' | 'DeleteObject';

/**
 * An event of S3 as EventBridge delivers it; the key is raw, not URL-encoded.
 * @see Amazon S3, "EventBridge event message structure"
 */
export const ObjectEventSchema = v.object({
  version: v.literal('0'),
  id: v.string(),
  'detail-type': v.picklist(['Object Created', 'Object Deleted']),
  source: v.literal('aws.s3'),
  account: v.string(),
  /** ISO 8601 to the second. */
  time: v.string(),
  region: v.string(),
  resources: v.array(v.string()),
  detail: v.object({
    version: v.literal('0'),
    bucket: v.object({ name: v.string() }),
    object: v.object({
      key: v.string(),
      /** Absent where something was deleted. */
      size: v.optional(v.number()),
      etag: v.optional(v.string()),
      /** Only in a versioned bucket. */
      'version-id': v.optional(v.string()),
      /** Hex of fixed length: orders the events of one key as text. */
      sequencer: v.string(),
    }),
    'request-id': v.string(),
    requester: v.string(),
    'source-ip-address': v.string(),
    reason: v.picklist(['PutObject', 'CompleteMultipartUpload', 'CopyObject', 'DeleteObject']),
    'deletion-type': v.optional(v.picklist(['Permanently Deleted', 'Delete Marker Created'])),
  }),
});

export type ObjectEvent = v.InferOutput<typeof ObjectEventSchema>;

/** Who asked for a change, for its event. */
export interface Caller {
  readonly requestId: string;
  readonly sourceIp: string;
}

/** What happened to which object. */
export interface Happening {
  readonly bucket: string;
  readonly object: ObjectEvent['detail']['object'];
  readonly reason: EventReason;
  readonly deletionType?: 'Permanently Deleted' | 'Delete Marker Created';
  readonly caller: Caller;
  readonly region: string;
  readonly atMs: number;
}

/** Words a happening as EventBridge does. */
export function objectEvent(happening: Happening): ObjectEvent {
  const { bucket, object, reason, deletionType, caller, region, atMs } = happening;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': reason === 'DeleteObject' ? 'Object Deleted' : 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT_ID,
    time: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object,
      'request-id': caller.requestId,
      requester: ACCOUNT_ID,
      'source-ip-address': caller.sourceIp,
      reason,
      ...(deletionType === undefined ? {} : { 'deletion-type': deletionType }),
    },
  };
}
