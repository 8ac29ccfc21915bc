import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CloudEvent, startCloud } from '../../../local/cloud.ts';
import { findRunningCloud } from '../../../local/composition/claim.ts';
import { synthesizeEcho } from '../../fixtures/assembly/app.ts';

let rootFolder: string;
beforeAll(async () => {
  rootFolder = await mkdtemp(join(tmpdir(), 'diglot-standby-'));
  synthesizeEcho(join(rootFolder, 'cdk.out'), join(rootFolder, 'bundles'));
});
afterAll(() => rm(rootFolder, { recursive: true }));

it('a cloud that stands by answers, works nothing off, and is nobody’s to find; the next one goes on', async () => {
  const dataFolder = join(rootFolder, 'data');
  const events: CloudEvent[] = [];
  const start = (standby: boolean) =>
    startCloud({
      assemblyFolder: join(rootFolder, 'cdk.out'),
      dataFolder,
      standby,
      onEvent: event => events.push(event),
    });
  const started = () => events.filter(event => event.kind === 'execution');

  const standing = await start(true);
  const { endpoints, region, accessKeyId, secretAccessKey, buckets } = standing.description;
  const credentials = { accessKeyId, secretAccessKey };
  const s3 = new S3Client({ endpoint: endpoints.s3, region, forcePathStyle: true, credentials });
  await s3.send(new PutObjectCommand({ Bucket: buckets.articles, Key: 'uploads/a.txt', Body: 'a' }));
  expect(existsSync(join(dataFolder, 'cloud.json'))).toBe(true);
  expect(await readFile(join(dataFolder, 'cloud.json'), 'utf8')).not.toContain(secretAccessKey);
  expect(findRunningCloud(join(dataFolder, 'cloud.json'))).toBeUndefined();
  await standing.close();
  expect(started()).toEqual([]);

  const working = await start(false);
  await expect.poll(started, { timeout: 40_000 }).not.toEqual([]);
  await working.close();
});
