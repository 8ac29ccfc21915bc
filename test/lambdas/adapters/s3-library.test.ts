import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../core/ports.ts';
import { s3Library } from '../../../lambdas/adapters/s3-library.ts';
import { type LocalS3, startLocalS3 } from '../../local/s3/local-s3.ts';

let local: LocalS3;
let library: Library;

beforeAll(async () => {
  local = await startLocalS3();
  await local.s3.createBucket('library', { versioned: false, eventBridge: false });
  library = s3Library('library', local.client);
});
afterAll(() => local.remove());

const revision = 'articles/a-000000/0011223344556677';
const forever = 'public, max-age=31536000, immutable';

describe('what is in the library', () => {
  it.each([
    ['library.json', 'no-cache'],
    ['feeds/fr-en.xml', 'no-cache'],
    ['articles/a-000000/edition.json', 'no-cache'],
    ['articles/a-000000/index.html', 'no-cache'],
    [`${revision}/work/0.json`, 'no-cache'],
    [`${revision}/work/0.fr.clip.json`, 'no-cache'],
    ['leases/ab.json', 'no-cache'],
    [`${revision}/article.fr-en.html`, forever],
    [`${revision}/article.fr.mp3`, forever],
    [`${revision}/index.html`, forever],
    ['clips/ab.mp3', forever],
    ['clips/ab.json', forever],
    ['translations/ab.json', forever],
  ])('%s is kept by readers: %s', async (key, cacheControl) => {
    const kept = async () =>
      (await local.client.send(new HeadObjectCommand({ Bucket: 'library', Key: key }))).CacheControl;
    await library.writeFile(key, new Uint8Array([1]), { type: 'text/plain', bytes: 1 });
    expect(await kept()).toBe(cacheControl);
    await library.writeJson(key, {});
    expect(await kept()).toBe(cacheControl);
  });
});
