import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isMissing } from './journal.ts';

/** A body that is whole on disk, but belongs to nothing yet. */
export interface StagedBody {
  readonly path: string;
  readonly sizeBytes: number;
}

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The bodies of objects and parts as files. They never change once named, and they are named by a hash: no key, however it
 * looks, can be a path.
 */
export class Bodies {
  readonly #objects: string;
  readonly #incoming: string;

  private constructor(folder: string) {
    this.#objects = join(folder, 'objects');
    this.#incoming = join(folder, 'incoming');
  }

  /** Opens the folders; what a killed process left half written is deleted. */
  static async open(folder: string): Promise<Bodies> {
    const bodies = new Bodies(folder);
    await rm(bodies.#incoming, { recursive: true, force: true });
    await mkdir(bodies.#incoming, { recursive: true });
    const shards = Array.from({ length: 256 }, (_, shard) => join(bodies.#objects, hexByte(shard)));
    await Promise.all(shards.map(shard => mkdir(shard, { recursive: true })));
    return bodies;
  }

  /** Writes a stream to a file of its own; if the stream fails, the file is gone and the error passed on. */
  async stage(chunks: AsyncIterable<Uint8Array>): Promise<StagedBody> {
    const path = join(this.#incoming, randomUUID());
    const file = await open(path, 'wx');
    let sizeBytes = 0;
    try {
      for await (const chunk of chunks) {
        await file.writeFile(chunk);
        sizeBytes += chunk.length;
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { path, sizeBytes };
  }

  /** Stages a body that is there already, without copying its bytes; undefined if it was deleted before. */
  stageAgain(bodyFile: string, sizeBytes: number): Promise<StagedBody | undefined> {
    const path = join(this.#incoming, randomUUID());
    return unlessMissing(link(this.#path(bodyFile), path).then(() => ({ path, sizeBytes })));
  }

  /** Gives a staged body its lasting name; call before the journal says that it is there. */
  async keep(staged: StagedBody, owner: { bucket: string; key: string; sequencer: string }): Promise<string> {
    const hash = createHash('sha256').update(`${owner.bucket}/${owner.key}`).digest('hex');
    const bodyFile = `${hash}-${owner.sequencer}`;
    await rename(staged.path, this.#path(bodyFile));
    return bodyFile;
  }

  /** Deletes a staged body that came to nothing; one that was kept is not touched. */
  discard(staged: StagedBody): Promise<void> {
    return rm(staged.path, { force: true });
  }

  /** Opens a body for reading, undisturbed by its deletion meanwhile; undefined if it was deleted before. */
  async read(bodyFile: string, range: ByteRange): Promise<Readable | undefined> {
    const file = await unlessMissing(open(this.#path(bodyFile), 'r'));
    if (file === undefined) return undefined;
    if (range.end >= range.start) return file.createReadStream({ start: range.start, end: range.end });
    await file.close();
    return Readable.from([]);
  }

  /** Deletes a body. */
  remove(bodyFile: string): Promise<void> {
    return rm(this.#path(bodyFile), { force: true });
  }

  /** Deletes the files that no object owns: a kill came between a rename and the journal, or between the journal and a deletion. */
  async sweep(owned: ReadonlySet<string>): Promise<void> {
    for (const shard of await readdir(this.#objects)) {
      const files = await readdir(join(this.#objects, shard));
      await Promise.all(files.filter(file => !owned.has(file)).map(file => this.remove(file)));
    }
  }

  #path(bodyFile: string): string {
    return join(this.#objects, bodyFile.slice(0, 2), bodyFile);
  }
}

async function unlessMissing<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const hexByte = (byte: number) => byte.toString(16).padStart(2, '0');
