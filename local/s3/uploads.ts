import { randomBytes } from 'node:crypto';
import type { StagedBody } from './bodies.ts';
import type { OpenUpload } from './catalogue.ts';
import type { Ledger } from './ledger.ts';
import { lockName } from './objects.ts';
import type { Checksum, Part, Upload } from './record.ts';
import { noSuchUpload } from './s3-error.ts';

/** Which multipart upload a request means: all three must agree. */
export interface UploadName {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** A part about to be. */
export interface NewPart {
  readonly number: number;
  readonly body: StagedBody;
  readonly etag: string;
  readonly checksum?: Checksum | undefined;
}

/** Multipart uploads over a ledger; each part that was acknowledged survives a kill. */
export class Uploads {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Begins an upload. */
  async start(upload: Omit<Upload, 'uploadId' | 'startedMs'>): Promise<Upload> {
    const started = { ...upload, uploadId: randomBytes(24).toString('base64url'), startedMs: this.#nowMs() };
    await this.#ledger.commit({ type: 'upload', upload: started });
    return started;
  }

  /** @throws S3Error NoSuchUpload */
  find({ bucket, key, uploadId }: UploadName): OpenUpload {
    const open = this.#ledger.catalogue.uploads.get(uploadId);
    if (open === undefined || open.upload.bucket !== bucket || open.upload.key !== key) throw noSuchUpload(uploadId);
    return open;
  }

  /** The open uploads of a bucket, in the order of their beginning. */
  ofBucket(bucket: string): readonly Upload[] {
    const open = [...this.#ledger.catalogue.uploads.values()].map(({ upload }) => upload);
    return open.filter(upload => upload.bucket === bucket);
  }

  /** Adds a part, or replaces the one of that number. */
  async addPart(name: UploadName, part: NewPart): Promise<Part> {
    try {
      return await this.#ledger.locks.run(lockName(name), () => this.#addPartLocked(name, part));
    } finally {
      await this.#ledger.bodies.discard(part.body);
    }
  }

  /** Gives an upload up and deletes its parts. */
  async abort(name: UploadName): Promise<void> {
    await this.#ledger.locks.run(lockName(name), async () => {
      const { parts } = this.find(name);
      await this.#ledger.commit({ type: 'abort', uploadId: name.uploadId });
      await this.#ledger.removeBodies([...parts.values()].map(part => part.bodyFile));
    });
  }

  async #addPartLocked(name: UploadName, { number, body, etag, checksum }: NewPart): Promise<Part> {
    const replaced = this.find(name).parts.get(number);
    const modifiedMs = this.#nowMs();
    const sequencer = this.#ledger.sequencer.next(modifiedMs);
    const bodyFile = await this.#ledger.bodies.keep(body, { bucket: name.bucket, key: name.key, sequencer });
    const { uploadId } = name;
    const sizeBytes = body.sizeBytes;
    const part: Part = { uploadId, number, sequencer, modifiedMs, sizeBytes, etag, bodyFile, checksum };
    await this.#ledger.commit({ type: 'part', part });
    await this.#ledger.removeBodies([replaced?.bodyFile ?? '']);
    return part;
  }

  #nowMs(): number {
    return this.#ledger.now().getTime();
  }
}
