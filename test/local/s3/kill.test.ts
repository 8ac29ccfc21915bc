import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, startLocalS3 } from './local-s3.ts';

/** So that a test that fails leaves no process behind. */
const running = new Set<ChildProcess>();

const CHILD = join(import.meta.dirname, 'serving-child.ts');

describe('kill -9 of the S3', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diglot-s3-kill-'));
  });
  afterEach(async () => {
    await Promise.all([...running].map(kill));
    await rm(folder, { recursive: true, force: true });
  });

  it('straight after an acknowledged PUT loses neither the object nor its event, five times over', async () => {
    const sequencers: string[] = [];
    for (let round = 0; round < 5; round++) {
      const { child, client } = await serve(folder, 'refuse');
      await client.send(new PutObjectCommand({ Bucket: 'articles', Key: `round-${round}`, Body: `body ${round}` }));
      await kill(child);
    }
    const { client, events, stop } = await startLocalS3({ folder });
    for (let round = 0; round < 5; round++) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'articles', Key: `round-${round}` }));
      expect(await Body?.transformToString()).toBe(`body ${round}`);
    }
    await stop();
    expect(events.map(({ detail }) => detail.object.key)).toEqual([0, 1, 2, 3, 4].map(round => `round-${round}`));
    sequencers.push(...events.map(({ detail }) => detail.object.sequencer));
    expect(sequencers).toEqual(sequencers.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(sequencers).size).toBe(5);
  });

  it('among writers that race loses nothing that was acknowledged, and leaves no half object', async () => {
    for (let round = 0; round < 4; round++) {
      const { child, client } = await serve(folder, 'refuse');
      const acknowledged = await writeUntilKilled(client, child, 30 + round * 15, round);
      const { client: reader, events, stop } = await startLocalS3({ folder });
      const listed = await keysOf(reader);
      for (const { bucket, key, body } of acknowledged) {
        const got = await reader.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        expect(await got.Body?.transformToString()).toBe(body);
        expect(events.map(({ detail }) => detail.object.key)).toContain(key);
      }
      for (const [bucket, key] of listed) {
        const got = await reader.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        expect((await got.Body?.transformToString())?.length).toBe(got.ContentLength);
      }
      await stop();
    }
  });

  it('leaves no file behind that no object owns', async () => {
    const { child, client } = await serve(folder, 'refuse');
    await writeUntilKilled(client, child, 20, 0);
    // What a kill leaves between a rename and the journal, and in the middle of an upload.
    await writeFile(join(folder, 'objects/ab/abcdef-000000000000000001'), 'whole, but in no record');
    await writeFile(join(folder, 'incoming/half'), 'ha');
    const { client: reader, stop } = await startLocalS3({ folder });
    const objects = await keysOf(reader);
    await stop();
    const files = await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true });
    expect(files.filter(file => file.isFile())).toHaveLength(objects.length);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('in the middle of a journal line leaves out that line and no other', async () => {
    const before = await startLocalS3({ folder });
    await before.s3.createBucket('plain', { versioned: false, eventBridge: false });
    await before.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'kept', Body: 'kept' }));
    await before.stop();
    const journal = join(folder, 'journal.ndjson');
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await appendFile(journal, (lines.at(-1) ?? '').replace('kept', 'torn').slice(0, 100));
    const after = await startLocalS3({ folder });
    expect(await keysOf(after.client, ['plain'])).toEqual([['plain', 'kept']]);
    await after.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'later', Body: 'later' }));
    await after.stop();
    const last = await startLocalS3({ folder });
    expect(await keysOf(last.client, ['plain'])).toEqual([
      ['plain', 'kept'],
      ['plain', 'later'],
    ]);
    await last.stop();
  });

  it('damage before the end of the journal stops the start, with the line', async () => {
    const before = await startLocalS3({ folder });
    await before.s3.createBucket('plain', { versioned: false, eventBridge: false });
    await before.stop();
    await appendFile(join(folder, 'journal.ndjson'), 'not ours\n');
    await expect(startLocalS3({ folder })).rejects.toThrow(/Line 3 of .*journal\.ndjson is damaged/);
  });
});

/** Starts the child and waits for its endpoint. */
async function serve(folder: string, mode: string): Promise<{ child: ChildProcess; client: S3Client }> {
  const child = spawn(process.execPath, [CHILD, folder, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if (line.startsWith('http://')) return { child, client: clientOf(line) };
  }
  throw new Error('The child ended before it listened.');
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Ten writers write on and on; the child is killed at the given acknowledgement, the others being under way. */
async function writeUntilKilled(client: S3Client, child: ChildProcess, acknowledgements: number, round: number) {
  const acknowledged: Array<{ bucket: string; key: string; body: string }> = [];
  let killed: Promise<void> | undefined;
  const writer = async (name: number) => {
    for (let at = 0; killed === undefined; at++) {
      const bucket = name % 2 === 0 ? 'articles' : 'plain';
      const written = {
        bucket,
        key: `${round}/${name}/${at}`,
        body: `${name}-${at}-`.repeat(1 + ((name * at) % 5000)),
      };
      try {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: written.key, Body: written.body }));
      } catch (error) {
        if (killed === undefined) throw error;
        return;
      }
      acknowledged.push(written);
      if (acknowledged.length === acknowledgements) killed = kill(child);
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, name) => writer(name)));
  await killed;
  expect(acknowledged.length).toBeGreaterThanOrEqual(acknowledgements);
  return acknowledged;
}

async function keysOf(client: S3Client, buckets = ['articles', 'plain']): Promise<Array<[string, string]>> {
  const keys: Array<[string, string]> = [];
  for (const bucket of buckets) {
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    keys.push(...(Contents ?? []).map(({ Key }): [string, string] => [bucket, Key ?? '']));
  }
  return keys;
}
