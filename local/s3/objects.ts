import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ByteRange, StagedBody } from './bodies.ts';
import type { BucketContents } from './catalogue.ts';
import { type Caller, type EventReason, type ObjectEvent, objectEvent } from './event.ts';
import type { Ledger } from './ledger.ts';
import type { Attributes, Bucket, Checksum, ObjectVersion } from './record.ts';
import { noSuchBucket, noSuchKey, noSuchUpload, S3Error } from './s3-error.ts';

/** Looks at the object that a change would replace; throws to refuse the change. */
export type Precondition = (current: ObjectVersion | undefined) => void;

/** An object about to be. */
export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: StagedBody;
  readonly etag: string;
  readonly attributes: Attributes;
  readonly checksum?: Checksum | undefined;
  readonly reason: EventReason;
  readonly precondition: Precondition;
  /** The multipart upload that this object ends. */
  readonly uploadId?: string;
}

/** What a deletion did. */
export interface Deletion {
  /** Of the version removed, or of the delete marker made; undefined in a bucket without versions. */
  readonly versionId?: string;
  readonly deleteMarker: boolean;
}

/** How a bucket is set up. */
export interface BucketSettings {
  readonly versioned: boolean;
  readonly eventBridge: boolean;
}

/** Buckets and objects over a ledger. */
export class Objects {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Makes a bucket, or sets up one that is there anew; its objects stay. */
  async createBucket(name: string, settings: BucketSettings): Promise<void> {
    await this.#ledger.locks.run(name, async () => {
      const createdMs = this.#ledger.catalogue.buckets.get(name)?.bucket.createdMs ?? this.#nowMs();
      await this.#ledger.commit({ type: 'bucket', bucket: { name, createdMs, ...settings } });
    });
  }

  /** All buckets by name. */
  buckets(): readonly Bucket[] {
    const buckets = [...this.#ledger.catalogue.buckets.values()].map(({ bucket }) => bucket);
    return buckets.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws S3Error NoSuchBucket */
  contents(bucket: string): BucketContents {
    const contents = this.#ledger.catalogue.buckets.get(bucket);
    if (contents === undefined) throw noSuchBucket(bucket);
    return contents;
  }

  /** The object under a key, as it is now; a delete marker is no object. */
  current(bucket: string, key: string): ObjectVersion | undefined {
    this.contents(bucket);
    const newest = this.#ledger.catalogue.newest(bucket, key);
    return newest?.deleteMarker === true ? undefined : newest;
  }

  /**
   * The object that a request means.
   * @throws S3Error NoSuchBucket, NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker named by its id
   */
  find(bucket: string, key: string, versionId?: string): ObjectVersion {
    this.contents(bucket);
    if (versionId === undefined) {
      const newest = this.#ledger.catalogue.newest(bucket, key);
      if (newest === undefined) throw noSuchKey(key);
      if (newest.deleteMarker) throw noSuchKey(key, markerHeaders(newest));
      return newest;
    }
    const version = this.#ledger.catalogue.version(bucket, key, versionId);
    if (version === undefined) {
      const elements = { Key: key, VersionId: versionId };
      throw new S3Error('NoSuchVersion', 'The specified version does not exist.', { elements });
    }
    if (version.deleteMarker) {
      const headers = { ...markerHeaders(version), allow: 'DELETE' };
      throw new S3Error('MethodNotAllowed', 'A delete marker has no content; only DELETE is allowed.', { headers });
    }
    return version;
  }

  /** Opens the body of a version; undefined if it was replaced meanwhile, in which case the caller looks again. */
  open(version: ObjectVersion, range: ByteRange): Promise<Readable | undefined> {
    return this.#ledger.bodies.read(version.bodyFile, range);
  }

  /**
   * Makes an object out of a staged body. Once this has resolved, it and its event survive a kill.
   * @throws S3Error from the precondition, NoSuchBucket or NoSuchUpload; the staged body is then gone
   */
  async put(object: NewObject, caller: Caller): Promise<ObjectVersion> {
    const task = () => this.#putLocked(object, caller);
    try {
      return await this.#ledger.locks.run(lockName(object), task);
    } finally {
      await this.#ledger.bodies.discard(object.body);
    }
  }

  /** Deletes an object, or marks it deleted where the bucket has versions and none is named. */
  delete(
    target: { readonly bucket: string; readonly key: string; readonly versionId?: string | undefined },
    precondition: Precondition,
    caller: Caller,
  ): Promise<Deletion> {
    return this.#ledger.locks.run(lockName(target), async () => {
      const { bucket } = this.contents(target.bucket);
      precondition(this.current(target.bucket, target.key));
      if (bucket.versioned && target.versionId === undefined) return this.#mark(target, caller);
      const version = this.#ledger.catalogue.version(target.bucket, target.key, target.versionId ?? 'null');
      if (version === undefined) return { deleteMarker: false, ...named(target.versionId) };
      return this.#remove(version, caller);
    });
  }

  async #putLocked(object: NewObject, caller: Caller): Promise<ObjectVersion> {
    const { bucket } = this.contents(object.bucket);
    object.precondition(this.current(object.bucket, object.key));
    const upload = this.#ledger.catalogue.uploads.get(object.uploadId ?? '');
    if (object.uploadId !== undefined && upload === undefined) throw noSuchUpload(object.uploadId);
    const replaced = bucket.versioned ? undefined : this.#ledger.catalogue.version(bucket.name, object.key, 'null');
    const version = await this.#keep(object, bucket);
    await this.#ledger.commit({
      type: 'put',
      version,
      event: this.#event(bucket, { version, reason: object.reason, caller }),
      uploadId: object.uploadId,
    });
    const parts = [...(upload?.parts.values() ?? [])];
    await this.#ledger.removeBodies([replaced?.bodyFile ?? '', ...parts.map(part => part.bodyFile)]);
    return version;
  }

  async #keep(object: NewObject, { versioned }: Bucket): Promise<ObjectVersion> {
    const { bucket, key, body, etag, attributes, checksum } = object;
    const modifiedMs = this.#nowMs();
    const sequencer = this.#ledger.sequencer.next(modifiedMs);
    const bodyFile = await this.#ledger.bodies.keep(body, { bucket, key, sequencer });
    const versionId = versioned ? newVersionId() : 'null';
    const sizeBytes = body.sizeBytes;
    const identity = { bucket, key, versionId, sequencer, modifiedMs, deleteMarker: false };
    return { ...identity, sizeBytes, etag, bodyFile, attributes, checksum };
  }

  async #mark({ bucket, key }: { bucket: string; key: string }, caller: Caller): Promise<Deletion> {
    const modifiedMs = this.#nowMs();
    const identity = { bucket, key, versionId: newVersionId(), sequencer: this.#ledger.sequencer.next(modifiedMs) };
    const nothing = { sizeBytes: 0, etag: '', bodyFile: '', attributes: { headers: {}, metadata: {} } };
    const version: ObjectVersion = { ...identity, modifiedMs, deleteMarker: true, ...nothing };
    const happened = { version, reason: 'DeleteObject', deletionType: 'Delete Marker Created', caller } as const;
    await this.#ledger.commit({ type: 'put', version, event: this.#event(this.contents(bucket).bucket, happened) });
    return { versionId: version.versionId, deleteMarker: true };
  }

  async #remove(version: ObjectVersion, caller: Caller): Promise<Deletion> {
    const { bucket, key, versionId } = version;
    const sequencer = this.#ledger.sequencer.next(this.#nowMs());
    const removed = { ...version, sequencer };
    const happened = { version: removed, reason: 'DeleteObject', deletionType: 'Permanently Deleted', caller } as const;
    const event = this.#event(this.contents(bucket).bucket, happened);
    await this.#ledger.commit({ type: 'remove', bucket, key, versionId, event });
    await this.#ledger.removeBodies([version.bodyFile]);
    return { deleteMarker: version.deleteMarker, ...(versionId === 'null' ? {} : { versionId }) };
  }

  #event(bucket: Bucket, happened: Happened): ObjectEvent | undefined {
    if (!bucket.eventBridge) return undefined;
    const { version, ...how } = happened;
    const deleted = how.reason === 'DeleteObject';
    const object = {
      key: version.key,
      ...(deleted ? {} : { size: version.sizeBytes }),
      ...(version.etag === '' ? {} : { etag: version.etag }),
      ...(version.versionId === 'null' ? {} : { 'version-id': version.versionId }),
      sequencer: version.sequencer,
    };
    return objectEvent({ ...how, bucket: bucket.name, object, region: this.#ledger.region, atMs: this.#nowMs() });
  }

  #nowMs(): number {
    return this.#ledger.now().getTime();
  }
}

interface Happened {
  readonly version: ObjectVersion;
  readonly reason: EventReason;
  readonly deletionType?: 'Permanently Deleted' | 'Delete Marker Created';
  readonly caller: Caller;
}

/** The name under which all changes of one key wait for each other. */
export function lockName({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
  return `${bucket}/${key}`;
}

/** As opaque as Amazon's, and as long. */
const newVersionId = () => randomBytes(24).toString('base64url');

const named = (versionId: string | undefined) => (versionId === undefined ? {} : { versionId });

function markerHeaders({ versionId }: ObjectVersion): Record<string, string> {
  return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId };
}
