import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awaitEdition } from '../../cli/cloud/await-edition.ts';
import { downloadEdition } from '../../cli/cloud/download.ts';
import type { Target } from '../../cli/cloud/target.ts';
import { type UploadedArticle, uploadArticle } from '../../cli/cloud/upload.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { editionFileKey, editionKey, workKeys } from '../../core/keys.ts';
import { type LocalS3, startLocalS3 } from '../local/s3/local-s3.ts';

let storage: LocalS3;
let target: Target;
let folder = '';
const article = { name: 'a.txt', key: 'uploads/a.txt' };
const never = new AbortController().signal;

beforeAll(async () => {
  storage = await startLocalS3();
  await storage.s3.createBucket('articles', { versioned: true, eventBridge: false });
  await storage.s3.createBucket('library', { versioned: false, eventBridge: false });
  await storage.s3.createBucket('site', { versioned: false, eventBridge: false });
  const buckets = { articles: 'articles', library: 'library' };
  target = { options: '--local', s3: storage.client, translate: {}, buckets, pollMs: 1 };
  folder = await mkdtemp(path.join(tmpdir(), 'diglot-await-'));
});
afterAll(async () => {
  await storage.remove();
  await rm(folder, { recursive: true });
});

/** Uploads this very file: any will do. */
function upload(): Promise<UploadedArticle> {
  const file = new URL(import.meta.url).pathname;
  return uploadArticle(target, { ...article, file }, { useMemory: true, signal: never });
}

function editionOf({ articleId, versionId, key }: UploadedArticle, status: Edition['status'], revision = 'b'): Edition {
  return {
    schema: 1,
    status,
    article: {
      id: articleId,
      revision,
      title: 'A',
      languages: ['fr', 'en'],
      uploadedAt: '2026-11-23T00:00:00Z',
      source: { key, versionId, bytes: 1 },
    },
    paragraphs: [{ index: 0, kind: 'text', versions: {} }],
    audio: {},
    downloads: [],
    warnings: [],
  };
}

async function put(key: string, content: string, bucket = 'library'): Promise<void> {
  await target.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
}

function publish(edition: Edition): Promise<void> {
  return put(editionKey(edition.article.id), JSON.stringify(edition));
}

/** Waits; with each state that is told, does the next thing. */
async function waitedThrough(uploaded: UploadedArticle, steps: readonly (() => Promise<void>)[]) {
  const states: string[] = [];
  const awaited = awaitEdition(target, uploaded, {
    signal: never,
    onProgress({ text }) {
      if (states.at(-1) === text) return;
      states.push(text);
      void steps[states.length - 1]?.();
    },
  });
  return { ...(await awaited), states };
}

describe('awaitEdition', () => {
  let uploaded: UploadedArticle;
  beforeEach(async () => {
    uploaded = await upload();
  });

  it('tells how many clips are there, and ends when the edition of this very upload is complete', async () => {
    const keys = workKeys(uploaded.articleId, 'b');
    const { edition, isSuperseded, states } = await waitedThrough(uploaded, [
      () => publish(editionOf(uploaded, 'narrating')),
      () => put(keys.narration(0, 'fr'), '{}'),
      () => put(keys.failure(0, 'en'), '{}'),
      () => publish(editionOf(uploaded, 'complete')),
    ]);
    expect(states).toEqual(['reading', '0 of 2 clips', '1 of 2 clips', 'publishing']);
    expect({ status: edition.status, isSuperseded }).toEqual({ status: 'complete', isSuperseded: false });
  });

  it.each(['partial', 'failed'] as const)('ends when it is %s', async status => {
    const { edition } = await waitedThrough(uploaded, [() => publish(editionOf(uploaded, status))]);
    expect(edition.status).toBe(status);
  });

  it('passes over the edition of an older upload, even a complete one', async () => {
    const newer = await upload();
    await publish(editionOf(uploaded, 'complete', 'a'));
    const { edition } = await waitedThrough(newer, [() => publish(editionOf(newer, 'complete'))]);
    expect(edition.article.source.versionId).toBe(newer.versionId);
  });

  it('ends with the edition of a newer upload that came in between', async () => {
    await publish(editionOf(uploaded, 'narrating'));
    const newer = await upload();
    const { edition, isSuperseded } = await waitedThrough(uploaded, [() => publish(editionOf(newer, 'complete', 'c'))]);
    expect({ revision: edition.article.revision, isSuperseded }).toEqual({ revision: 'c', isSuperseded: true });
  });

  it('ends at once when the user wants to leave', async () => {
    const leaving = new AbortController();
    const patient = { ...target, pollMs: 60_000 };
    const awaited = awaitEdition(patient, uploaded, { signal: leaving.signal, onProgress: () => leaving.abort() });
    await expect(awaited).rejects.toThrow(/abort/iu);
  });
});

describe('downloadEdition', () => {
  const clip = 'clips/00.mp3';
  const plain = { offline: false, signal: never };
  const withSite = () => ({ ...target, buckets: { ...target.buckets, site: 'site' } });
  const complete = (file: string): Edition => ({
    ...editionOf({ articleId: 'a-000000', versionId: 'v', key: 'uploads/a.txt' }, 'complete'),
    downloads: [{ file, type: 'text/plain', language: 'fr', bytes: 1 }],
    audio: { fr: { file: clip, durationMs: 1 } },
  });

  it('writes every file that the edition names, clips under clips/, and leaves no half of one', async () => {
    await put(editionFileKey('a-000000', 'b', 'article.fr.txt'), 'é');
    await put(editionFileKey('a-000000', 'b', clip), 'sound');
    const written = await downloadEdition(target, complete('article.fr.txt'), { ...plain, out: folder });
    const files = await readdir(written, { recursive: true });
    expect(files.sort()).toEqual(['article.fr.txt', 'clips', clip, 'edition.json']);
    expect(await readFile(path.join(written, 'article.fr.txt'), 'utf8')).toBe('é');
  });

  it.each(['../outside.txt', '/outside.txt', 'clips/../../outside.txt', 'a/b.txt', '..', 'C:\\outside.txt'])(
    'never leaves its folder for a file named %s',
    async file => {
      await expect(downloadEdition(target, complete(file), { ...plain, out: folder })).rejects.toMatchObject({
        code: 'InvalidDocument',
        place: file,
      });
      expect(await readdir(folder)).not.toContain('outside.txt');
    },
  );

  it('for offline writes the page with its manifest inside, and the player, of which it asks nothing else', async () => {
    await put(editionFileKey('a-000000', 'b', 'article.fr.txt'), 'é');
    await put(editionFileKey('a-000000', 'b', clip), 'sound');
    for (const key of ['app/player.js', 'app/player.css', 'app/fonts/serif-1A.woff2', 'index.html'])
      await put(key, key, 'site');
    const out = path.join(folder, 'offline');
    const written = await downloadEdition(withSite(), complete('article.fr.txt'), { ...plain, out, offline: true });
    const files = await readdir(path.join(written, 'player'), { recursive: true });
    expect(files.sort()).toEqual(['fonts', 'fonts/serif-1A.woff2', 'player.css', 'player.js']);
    expect(await readFile(path.join(written, 'player', 'player.js'), 'utf8')).toBe('app/player.js');
    const page = await readFile(path.join(written, 'index.html'), 'utf8');
    expect(page).toContain('<script defer src="player/player.js">');
    expect(page).toContain('<script type="application/json" id="edition">');
  });

  it('for offline says so where the stack has no player', async () => {
    const asked = { ...plain, out: path.join(folder, 'none'), offline: true };
    await put(editionFileKey('a-000000', 'b', 'article.fr.txt'), 'é');
    await put(editionFileKey('a-000000', 'b', clip), 'sound');
    await expect(downloadEdition(target, complete('article.fr.txt'), asked)).rejects.toThrow(/no player/u);
    expect(await readdir(path.join(asked.out, 'a-000000'))).not.toContain('edition.json');
  });

  it('never leaves its folder for a file of the site', async () => {
    await put('app/../../outside.js', 'x', 'site');
    const asked = { ...plain, out: path.join(folder, 'foul'), offline: true };
    await expect(downloadEdition(withSite(), complete('article.fr.txt'), asked)).rejects.toMatchObject({
      code: 'InvalidDocument',
    });
  });
});
