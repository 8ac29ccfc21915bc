import type { FileContent, Library, WriteCondition } from '../../core/ports.ts';

/** A Library in memory, for tests of the steps; held to the same contract as the S3 adapter (test/contract). */
export interface MemoryLibrary extends Library {
  readonly objects: Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string }>;
  /** A JSON object's value, parsed. */
  json(key: string): unknown;
}

export function memoryLibrary(): MemoryLibrary {
  const objects: MemoryLibrary['objects'] = new Map();
  let writes = 0;
  const holds = (key: string, condition: WriteCondition | undefined) => {
    if (condition === undefined) return true;
    const existing = objects.get(key);
    return 'ifMatch' in condition ? existing?.etag === condition.ifMatch : existing === undefined;
  };
  const write = (key: string, bytes: Uint8Array<ArrayBuffer>) => {
    writes += 1;
    objects.set(key, { bytes, etag: `"${writes}"` });
  };
  const json = (key: string): unknown => {
    const object = objects.get(key);
    return object === undefined ? undefined : JSON.parse(new TextDecoder().decode(object.bytes));
  };
  return {
    objects,
    json,
    async readJson(key) {
      const object = objects.get(key);
      return object === undefined ? undefined : { value: json(key), etag: object.etag };
    },
    async writeJson(key, value, condition) {
      // As a network would, so that racing writers really interleave.
      await Promise.resolve();
      if (!holds(key, condition)) return 'conflict';
      write(key, new TextEncoder().encode(JSON.stringify(value)));
      return 'written';
    },
    async readFile(key) {
      const object = objects.get(key);
      if (object === undefined) throw new Error(`no object ${key}`);
      return object.bytes;
    },
    async writeFile(key, content, { bytes }) {
      const all = await collect(content);
      if (all.length !== bytes) throw new Error(`${key}: ${all.length} bytes came, ${bytes} were announced`);
      write(key, all);
    },
    async deleteFile(key) {
      objects.delete(key);
    },
  };
}

async function collect(content: FileContent): Promise<Uint8Array<ArrayBuffer>> {
  if (content instanceof Uint8Array) return new Uint8Array(content);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
