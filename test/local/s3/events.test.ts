import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObjectEvent } from '../../../local/s3/event.ts';
import { type LocalS3, startLocalS3 } from './local-s3.ts';

describe('an event of the S3', () => {
  let local: LocalS3;
  beforeEach(async () => {
    local = await startLocalS3();
    await local.s3.createBucket('articles', { versioned: true, eventBridge: true });
    await local.s3.createBucket('library', { versioned: false, eventBridge: false });
  });
  afterEach(() => local.remove());

  it('has the shape that EventBridge gives it, with the raw key', async () => {
    const Key = 'uploads/été & œuvre +1%#.txt';
    const put = await local.client.send(new PutObjectCommand({ Bucket: 'articles', Key, Body: 'abc' }));
    expect(local.events).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '000000000000',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: 'eu-west-3',
        resources: ['arn:aws:s3:::articles'],
        detail: {
          version: '0',
          bucket: { name: 'articles' },
          object: {
            key: Key,
            size: 3,
            etag: put.ETag?.replaceAll('"', ''),
            'version-id': put.VersionId,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
          'request-id': put.$metadata.requestId,
          requester: '000000000000',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    ]);
  });

  it('comes once for each object made or deleted, and says how', async () => {
    const { client } = local;
    const name = { Bucket: 'articles', Key: 'a' };
    await client.send(new PutObjectCommand({ ...name, Body: 'abc' }));
    await client.send(new CopyObjectCommand({ ...name, Key: 'b', CopySource: 'articles/a' }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...name, Key: 'c' }));
    const { ETag } = await client.send(
      new UploadPartCommand({ ...name, Key: 'c', UploadId, PartNumber: 1, Body: 'x' }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await client.send(new CompleteMultipartUploadCommand({ ...name, Key: 'c', UploadId, MultipartUpload }));
    const { VersionId } = await client.send(new DeleteObjectCommand(name));
    await client.send(new DeleteObjectCommand({ ...name, VersionId }));
    await client.send(new DeleteObjectsCommand({ Bucket: 'articles', Delete: { Objects: [{ Key: 'b' }] } }));
    expect(local.events.map(({ detail }) => [detail.object.key, detail.reason, detail['deletion-type']])).toEqual([
      ['a', 'PutObject', undefined],
      ['b', 'CopyObject', undefined],
      ['c', 'CompleteMultipartUpload', undefined],
      ['a', 'DeleteObject', 'Delete Marker Created'],
      ['a', 'DeleteObject', 'Permanently Deleted'],
      ['b', 'DeleteObject', 'Delete Marker Created'],
    ]);
  });

  it('does not come from a bucket that was not asked for events, nor for a write that was refused', async () => {
    const { client } = local;
    await client.send(new PutObjectCommand({ Bucket: 'library', Key: 'a', Body: 'x' }));
    await client.send(new PutObjectCommand({ Bucket: 'articles', Key: 'a', Body: 'x', IfNoneMatch: '*' }));
    const refused = client.send(new PutObjectCommand({ Bucket: 'articles', Key: 'a', Body: 'y', IfNoneMatch: '*' }));
    await expect(refused).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(local.events).toHaveLength(1);
  });

  it('of 50 writes of one key at once has 50 sequencers, and the greatest is that of the object that stays', async () => {
    const { client } = local;
    const puts = Array.from({ length: 50 }, (_, at) =>
      client.send(new PutObjectCommand({ Bucket: 'articles', Key: 'a', Body: `writer ${at}` })),
    );
    await Promise.all(puts);
    const objects = local.events.map(({ detail }) => detail.object);
    const last = objects.toSorted((a, b) => (a.sequencer < b.sequencer ? -1 : 1)).at(-1);
    expect(new Set(objects.map(({ sequencer }) => sequencer)).size).toBe(50);
    const current = await local.s3.readObject('articles', 'a');
    current?.stream.destroy();
    expect(last?.etag).toBe(current?.etag);
  });
});

describe('the delivery of events', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diglot-s3-events-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const putInto = async ({ s3, client }: LocalS3, Key: string) => {
    await s3.createBucket('articles', { versioned: true, eventBridge: true });
    await client.send(new PutObjectCommand({ Bucket: 'articles', Key, Body: 'x' }));
  };

  it('does not keep the client waiting', async () => {
    const local = await startLocalS3({ folder, onObjectEvent: () => new Promise(() => undefined) });
    await putInto(local, 'a');
    const { KeyCount } = await local.client.send(new ListObjectsV2Command({ Bucket: 'articles' }));
    expect(KeyCount).toBe(1);
    await local.stop();
  });

  it('is repeated until it is taken over, and each failure is told', async () => {
    const faults: unknown[] = [];
    const taken = Promise.withResolvers<number>();
    let attempts = 0;
    const onObjectEvent = () => {
      attempts += 1;
      if (attempts < 3) return Promise.reject(new Error(`attempt ${attempts}`));
      taken.resolve(attempts);
      return Promise.resolve();
    };
    const local = await startLocalS3({ folder, onObjectEvent, onFault: error => faults.push(error) });
    await putInto(local, 'a');
    expect(await taken.promise).toBe(3);
    expect(faults).toEqual([new Error('attempt 1'), new Error('attempt 2')]);
    await local.stop();
  });

  it('happens after the next start if it did not before, with the same id, and then no more', async () => {
    const tried: ObjectEvent[] = [];
    const refusing = (event: ObjectEvent) => {
      tried.push(event);
      return Promise.reject(new Error('not yet'));
    };
    const first = await startLocalS3({ folder, onObjectEvent: refusing, onFault: () => undefined });
    await putInto(first, 'a');
    await first.stop();
    const second = await startLocalS3({ folder });
    expect(second.events).toEqual(tried.slice(0, 1));
    await second.stop();
    const third = await startLocalS3({ folder });
    expect(third.events).toEqual([]);
    await third.stop();
  });

  it('gives greater sequencers after a restart with a clock that went back', async () => {
    const first = await startLocalS3({ folder });
    await putInto(first, 'a');
    await first.client.send(new DeleteObjectCommand({ Bucket: 'articles', Key: 'a' }));
    await first.stop();
    // The signature is checked against the same clock: five minutes are within its allowance.
    const second = await startLocalS3({ folder, now: () => new Date(Date.now() - 300_000) });
    await putInto(second, 'a');
    await second.stop();
    const before = first.events.map(({ detail }) => detail.object.sequencer);
    const after = second.events[0]?.detail.object.sequencer ?? '';
    expect(before.every(sequencer => sequencer < after)).toBe(true);
  });
});
