import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DistributionModel } from '../../../local/assembly/model.ts';
import type { Desk } from '../../../local/delivery/desk.ts';
import type { OriginObject } from '../../../local/delivery/origin.ts';
import { startDelivery } from '../../../local/delivery/server.ts';
import { resolveRange } from '../../../local/s3/range.ts';
import { diglotAssembly } from '../../support/synthesized-stack.ts';

export const id = 'telegram-a1b2c3';
export const revision = '00112233445566770000000000000000';

interface Stored {
  readonly body: string;
  readonly headers?: Record<string, string>;
}

/** The distribution of the stack, served over objects that a test names. */
export interface ServedLibrary {
  readonly distribution: DistributionModel;
  /** By the beginning of the bucket's name, `library` or `site`, and the key. */
  readonly objects: Map<string, Stored>;
  /** The objects that were asked for. */
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

/** Synthesized once for all tests of a file. */
let synthesized: Promise<DistributionModel> | undefined;

export async function stackDistribution(): Promise<DistributionModel> {
  const nowhere = 'http://127.0.0.1';
  synthesized ??= diglotAssembly({ queueEndpoint: nowhere, siteEndpoint: nowhere }).then(({ distribution }) => {
    if (distribution === undefined) throw new Error('The stack has no distribution.');
    return distribution;
  });
  return synthesized;
}

export async function serveLibrary(options: { readonly desk?: Desk } = {}): Promise<ServedLibrary> {
  const distribution = await stackDistribution();
  const objects = new Map<string, Stored>();
  const asked: string[] = [];
  const faults: unknown[] = [];
  const opened = new Set<Readable>();
  const read = async (bucket: string, key: string, rangeHeader?: string): Promise<OriginObject | undefined> => {
    const name = `${bucketNames.find(([part]) => bucket.includes(part))?.[1]}/${key}`;
    asked.push(name);
    const object = objects.get(name);
    if (object === undefined) return undefined;
    const range = resolveRange(rangeHeader, object.body.length);
    const stream = Readable.from([Buffer.from(object.body.slice(range?.start, range && range.end + 1))]);
    opened.add(stream);
    const etag = createHash('md5').update(object.body).digest('hex');
    return { sizeBytes: object.body.length, etag, modifiedMs, headers: object.headers ?? {}, range, stream };
  };
  const backing = Promise.resolve({ origin: { read }, desk: options.desk });
  const delivery = await startDelivery({ distribution, backing, onFault: error => faults.push(error) });
  const { endpoint } = delivery;
  return {
    distribution,
    objects,
    asked,
    faults,
    endpoint,
    close: () => delivery.close(),
    leaks: () => [...opened].filter(stream => !stream.closed).length,
    get: (path, headers = {}) => fetch(`${endpoint}${path}`, { headers, redirect: 'manual' }),
    getRaw: (path, headers = {}) => getRaw(endpoint, path, headers),
  };
}

/** In lower case, as they are part of the stack's names for its buckets. */
const bucketNames = [
  ['deliverysitebucket', 'site'],
  ['storagelibrary', 'library'],
] as const;

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
