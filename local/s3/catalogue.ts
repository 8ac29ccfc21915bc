import type { Bucket, JournalRecord, ObjectVersion, Part, Upload } from './record.ts';
import { SortedKeys } from './sorted-keys.ts';

/** A bucket with all that it holds. */
export interface BucketContents {
  bucket: Bucket;
  readonly keys: SortedKeys;
  /** Newest first, delete markers too; never empty. */
  readonly versions: Map<string, ObjectVersion[]>;
}

/** A multipart upload that has neither been completed nor aborted. */
export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: Map<number, Part>;
}

/** What the journal adds up to, in memory: it changes by records only, so that a restart comes to the same. */
export class Catalogue {
  readonly buckets = new Map<string, BucketContents>();
  readonly uploads = new Map<string, OpenUpload>();

  /** Takes in one record; those about events and sequencers are no concern of it. */
  apply(record: JournalRecord): void {
    if (record.type === 'bucket') this.#applyBucket(record.bucket);
    if (record.type === 'put') {
      this.#applyPut(record.version);
      if (record.uploadId !== undefined) this.uploads.delete(record.uploadId);
    }
    if (record.type === 'remove') this.#applyRemove(record);
    if (record.type === 'upload') {
      this.uploads.set(record.upload.uploadId, { upload: record.upload, parts: new Map() });
    }
    if (record.type === 'part') this.uploads.get(record.part.uploadId)?.parts.set(record.part.number, record.part);
    if (record.type === 'abort') this.uploads.delete(record.uploadId);
  }

  /** The newest version of a key, which may be a delete marker. */
  newest(bucket: string, key: string): ObjectVersion | undefined {
    return this.buckets.get(bucket)?.versions.get(key)?.[0];
  }

  /** One version of a key by its id. */
  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    return this.buckets
      .get(bucket)
      ?.versions.get(key)
      ?.find(version => version.versionId === versionId);
  }

  /** The shortest list of records that adds up to the same. */
  *records(): Generator<JournalRecord> {
    for (const { bucket, versions } of this.buckets.values()) {
      yield { type: 'bucket', bucket };
      for (const ofKey of versions.values()) {
        for (const version of ofKey.toReversed()) yield { type: 'put', version };
      }
    }
    for (const { upload, parts } of this.uploads.values()) {
      yield { type: 'upload', upload };
      for (const part of parts.values()) yield { type: 'part', part };
    }
  }

  /** The files that hold a body, of objects and of parts. */
  *bodyFiles(): Generator<string> {
    for (const { versions } of this.buckets.values()) {
      for (const ofKey of versions.values()) for (const { bodyFile } of ofKey) yield bodyFile;
    }
    for (const { parts } of this.uploads.values()) for (const { bodyFile } of parts.values()) yield bodyFile;
  }

  #applyBucket(bucket: Bucket): void {
    const known = this.buckets.get(bucket.name);
    if (known === undefined) this.buckets.set(bucket.name, { bucket, keys: new SortedKeys(), versions: new Map() });
    else known.bucket = bucket;
  }

  #applyPut(version: ObjectVersion): void {
    const contents = this.buckets.get(version.bucket);
    if (contents === undefined) return;
    const others = contents.versions.get(version.key)?.filter(({ versionId }) => versionId !== version.versionId) ?? [];
    contents.versions.set(version.key, [version, ...others]);
    contents.keys.add(version.key);
  }

  #applyRemove({ bucket, key, versionId }: { bucket: string; key: string; versionId: string }): void {
    const contents = this.buckets.get(bucket);
    if (contents === undefined) return;
    const left = contents.versions.get(key)?.filter(version => version.versionId !== versionId) ?? [];
    if (left.length > 0) {
      contents.versions.set(key, left);
      return;
    }
    contents.versions.delete(key);
    contents.keys.delete(key);
  }
}
