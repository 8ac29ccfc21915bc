import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteDeploymentModel } from '../../../local/assembly/model.ts';
import { type DeployedBucket, deploySite } from '../../../local/delivery/deploy-site.ts';

let folder: string;
let objects: Map<string, { readonly text: string; readonly headers: Readonly<Record<string, string>> }>;
let changes: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diglot-site-'));
  objects = new Map();
  changes = [];
});

afterEach(() => rm(folder, { recursive: true }));

const bucket: DeployedBucket = {
  keys: prefix => [...objects.keys()].filter(key => key.startsWith(prefix)),
  describe(key) {
    const object = objects.get(key);
    if (object === undefined) return undefined;
    return { etag: createHash('md5').update(object.text).digest('hex'), headers: object.headers };
  },
  put: async (key, bytes, headers) => {
    changes.push(`put ${key}`);
    objects.set(key, { text: bytes.toString(), headers });
  },
  remove: async key => {
    changes.push(`remove ${key}`);
    objects.delete(key);
  },
};

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

const deploy = (changed: Partial<SiteDeploymentModel> = {}) =>
  deploySite(
    {
      logicalId: 'S',
      constructPath: 'S',
      sourceFolders: [folder],
      bucket: 'site',
      prefix: '',
      prune: true,
      exclude: [],
      headers: {},
      ...changed,
    },
    bucket,
  );

describe('the deployment of a site', () => {
  it('puts every file of the folder, with its type and what the stack says of all', async () => {
    await write('index.html', 'a');
    await write('app/player.js', 'b');
    await write('app/strange.xyz', 'c');
    await deploy({ headers: { 'cache-control': 'no-cache' } });
    const cache = { 'cache-control': 'no-cache' };
    expect(Object.fromEntries(objects)).toEqual({
      'index.html': { text: 'a', headers: { 'content-type': 'text/html', ...cache } },
      'app/player.js': { text: 'b', headers: { 'content-type': 'text/javascript', ...cache } },
      'app/strange.xyz': { text: 'c', headers: { 'content-type': 'binary/octet-stream', ...cache } },
    });
  });

  it('takes away what the one before had more', async () => {
    await write('old.html', 'a');
    await write('index.html', 'a');
    await deploy();
    await rm(join(folder, 'old.html'));
    await deploy();
    expect([...objects.keys()]).toEqual(['index.html']);
  });

  it('takes nothing away where it may not prune', async () => {
    await bucket.put('old.html', Buffer.from('x'), {});
    await deploy({ prune: false });
    expect([...objects.keys()]).toEqual(['old.html']);
  });

  it('leaves what is excluded, and what is beside its folder, to others', async () => {
    await write('a.woff2', 'new');
    await write('skip/b.txt', 'x');
    for (const key of ['index.html', 'app/fonts/old.woff2', 'app/fonts/skip/old.txt'])
      await bucket.put(key, Buffer.from('x'), {});
    await deploy({ prefix: 'app/fonts/', exclude: ['skip/*'] });
    expect([...objects.keys()].sort()).toEqual(['app/fonts/a.woff2', 'app/fonts/skip/old.txt', 'index.html']);
  });

  it('does not touch what is as it should be, and does what differs in a byte or a header', async () => {
    await write('index.html', 'a');
    await deploy();
    changes = [];
    await deploy();
    expect(changes).toEqual([]);
    await deploy({ headers: { 'cache-control': 'no-cache' } });
    await write('index.html', 'b');
    await deploy({ headers: { 'cache-control': 'no-cache' } });
    expect(changes).toEqual(['put index.html', 'put index.html']);
  });
});
