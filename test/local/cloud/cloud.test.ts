import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudEvent, CloudRunning, type LocalCloud, startCloud } from '../../../local/cloud.ts';
import { type CloudDescription, CloudDescriptionSchema } from '../../../local/cloud-description.ts';
import { synthesizeEcho } from '../../fixtures/assembly/app.ts';

let assemblyFolder: string;
let rootFolder: string;
let dataFolder: string;
let events: CloudEvent[];
const clouds: LocalCloud[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  rootFolder = await mkdtemp(join(tmpdir(), 'diglot-cloud-'));
  assemblyFolder = join(rootFolder, 'cdk.out');
  synthesizeEcho(assemblyFolder, join(rootFolder, 'bundles'));
});

beforeEach(async () => {
  dataFolder = await mkdtemp(join(rootFolder, 'data-'));
  events = [];
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(clouds.splice(0).map(cloud => cloud.close()));
});

afterAll(() => rm(rootFolder, { recursive: true }));

async function start(): Promise<LocalCloud> {
  const cloud = await startCloud({ assemblyFolder, dataFolder, onEvent: event => events.push(event) });
  clouds.push(cloud);
  return cloud;
}

/** A cloud in a process of its own, to be killed. */
async function startElsewhere(): Promise<{ child: ChildProcess; description: CloudDescription }> {
  const program = fileURLToPath(new URL('../../fixtures/assembly/run-cloud.ts', import.meta.url));
  const child = spawn(process.execPath, [program, assemblyFolder, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = v.parse(v.tuple([v.string()]), await once(lines, 'line'));
  return { child, description: v.parse(CloudDescriptionSchema, JSON.parse(line)) };
}

function clientOf({ endpoints, region, accessKeyId, secretAccessKey }: CloudDescription): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint: endpoints.s3, region, forcePathStyle: true, credentials });
}

async function upload(description: CloudDescription, name: string, text: string): Promise<string> {
  const command = new PutObjectCommand({ Bucket: description.buckets.articles, Key: `uploads/${name}`, Body: text });
  const { VersionId } = await clientOf(description).send(command);
  return VersionId ?? '';
}

async function read(description: CloudDescription, key: string): Promise<string | undefined> {
  const command = new GetObjectCommand({ Bucket: description.buckets.library, Key: key });
  try {
    return await (await clientOf(description).send(command)).Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** What the state machine wrote down about a version, once it did. */
async function writtenDown(description: CloudDescription, versionId: string): Promise<unknown> {
  const key = `done/${versionId.replaceAll(/[^\w-]/g, '_')}.json`;
  await expect.poll(() => read(description, key), { timeout: 40_000, interval: 100 }).toBeDefined();
  return JSON.parse((await read(description, key)) ?? '');
}

const executionEnds = () =>
  events.flatMap(one => (one.kind === 'execution' && one.event.type === 'ExecutionEnded' ? [one.event] : []));

describe('an upload', () => {
  it('goes by way of event, rule, queue, function, execution, queue and task token to the library', async () => {
    const { description } = await start();
    const versionId = await upload(description, 'été & co.txt', 'bonjour');
    expect(await writtenDown(description, versionId)).toEqual({ spoken: 'echo/été & co.txt', versionId });
    expect(await read(description, 'echo/été & co.txt')).toBe('BONJOUR');
    await expect.poll(executionEnds).toEqual([expect.objectContaining({ status: 'SUCCEEDED' })]);
  });

  it('may fail with a task token, and the state machine catches it by its name', async () => {
    const { description } = await start();
    const versionId = await upload(description, 'a.txt', 'refuse me');
    expect(await writtenDown(description, versionId)).toEqual({ Error: 'Refused', Cause: 'It said so.' });
  });

  it('outside of the rule’s prefix starts nothing', async () => {
    const { description } = await start();
    const { articles: Bucket } = description.buckets;
    await clientOf(description).send(new PutObjectCommand({ Bucket, Key: 'memory/a.txt', Body: 'a' }));
    const versionId = await upload(description, 'b.txt', 'b');
    await writtenDown(description, versionId);
    const starts = events.filter(one => one.kind === 'execution' && one.event.type === 'ExecutionStarted');
    expect(starts).toHaveLength(1);
  });
});

describe('kill -9', () => {
  it('straight after an acknowledged upload loses nothing: after the restart each version is worked off', async () => {
    const elsewhere = await startElsewhere();
    const versions = [
      await upload(elsewhere.description, 'a.txt', 'first'),
      await upload(elsewhere.description, 'a.txt', 'second'),
    ];
    elsewhere.child.kill('SIGKILL');
    await once(elsewhere.child, 'exit');
    const { description } = await start();
    for (const versionId of versions) {
      expect(await writtenDown(description, versionId)).toEqual({ spoken: 'echo/a.txt', versionId });
    }
  });

  it('in the middle of an execution starts it again from its input', async () => {
    const elsewhere = await startElsewhere();
    const versionId = await upload(elsewhere.description, 'a.txt', 'text');
    await expect.poll(() => readLog('Echo-Speak'), { interval: 20, timeout: 20_000 }).toContain('speaks');
    elsewhere.child.kill('SIGKILL');
    await once(elsewhere.child, 'exit');
    const { description } = await start();
    expect(await writtenDown(description, versionId)).toEqual({ spoken: 'echo/a.txt', versionId });
  });
});

async function readLog(prefix: string): Promise<string> {
  const folder = join(dataFolder, 'logs');
  const names = await readdir(folder).catch(() => []);
  const name = names.find(one => one.startsWith(prefix));
  return name === undefined ? '' : readFile(join(folder, name), 'utf8');
}

describe('a data folder', () => {
  it('belongs to one cloud at a time, and whoever comes second is told how to reach it', async () => {
    const { description } = await start();
    const refusal: unknown = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CloudRunning);
    expect(refusal).toMatchObject({ code: 'CloudRunning', description, pid: process.pid });
  });

  it('is free again when its cloud has ended, and keeps the user’s credentials', async () => {
    const first = await start();
    await first.close();
    const second = await start();
    expect(second.description.accessKeyId).toBe(first.description.accessKeyId);
    expect(second.description.secretAccessKey).toBe(first.description.secretAccessKey);
  });

  it('keeps the credentials and the description from other users of the machine', async () => {
    await start();
    const modes = await Promise.all(['credentials.json', 'cloud.json'].map(file => stat(join(dataFolder, file))));
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600]);
  });
});

describe('who may come in', () => {
  it('no one with keys that this cloud did not give out', async () => {
    const { description } = await start();
    const stranger = clientOf({ ...description, accessKeyId: 'AKIASTRANGER00000000' });
    const command = new PutObjectCommand({ Bucket: description.buckets.articles, Key: 'uploads/a', Body: 'a' });
    await expect(stranger.send(command)).rejects.toThrow(expect.objectContaining({ name: 'InvalidAccessKeyId' }));
  });
});
