import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { LibraryObject } from '../../../local/delivery/library-reader.ts';
import { startDelivery } from '../../../local/delivery/server.ts';
import { resolveRange } from '../../../local/s3/range.ts';

export const id = 'telegram-a1b2c3';
export const revision = '0011223344556677';

interface Stored {
  readonly body: string;
  readonly headers?: Record<string, string>;
}

/** A page server over objects that a test names. */
export interface ServedLibrary {
  readonly objects: Map<string, Stored>;
  /** The keys that were read. */
  readonly asked: string[];
  readonly faults: unknown[];
  /** Streams that were opened, and neither read to the end nor destroyed. */
  leaks(): number;
  /** Follows no `..`: `fetch` resolves the dots of a path before it sends it. */
  getRaw(path: string, headers?: Record<string, string>): Promise<{ status: number; body: string }>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  readonly endpoint: string;
  close(): Promise<void>;
}

const modifiedMs = Date.parse('2026-11-23T10:15:00.500Z');

export async function serveLibrary(): Promise<ServedLibrary> {
  const objects = new Map<string, Stored>();
  const asked: string[] = [];
  const faults: unknown[] = [];
  const opened = new Set<Readable>();
  const read = async (key: string, rangeHeader?: string): Promise<LibraryObject | undefined> => {
    asked.push(key);
    const object = objects.get(key);
    if (object === undefined) return undefined;
    const range = resolveRange(rangeHeader, object.body.length);
    const stream = Readable.from([Buffer.from(object.body.slice(range?.start, range && range.end + 1))]);
    opened.add(stream);
    const etag = createHash('md5').update(object.body).digest('hex');
    return { sizeBytes: object.body.length, etag, modifiedMs, headers: object.headers ?? {}, range, stream };
  };
  const delivery = await startDelivery({ library: { read }, onFault: error => faults.push(error) });
  const { endpoint } = delivery;
  return {
    objects,
    asked,
    faults,
    endpoint,
    close: () => delivery.close(),
    leaks: () => [...opened].filter(stream => !stream.closed).length,
    get: (path, headers = {}) => fetch(`${endpoint}${path}`, { headers }),
    getRaw: (path, headers = {}) => getRaw(endpoint, path, headers),
  };
}

function getRaw(endpoint: string, path: string, headers: Record<string, string>) {
  const { port } = new URL(endpoint);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers }, response => {
      text(response).then(body => resolve({ status: response.statusCode ?? 0, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}
