import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrincipals } from '../../../local/composition/principals.ts';
import { s3Integrations } from '../../../local/composition/s3-integrations.ts';
import { type S3Service, startS3 } from '../../../local/s3/service.ts';
import { allowAll, type Principal } from '../../../local/service.ts';

let folder: string;
let s3: S3Service;
let role: Principal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diglot-integrations-'));
  const principals = openPrincipals({ accessKeyId: 'AKIAUSER', secretAccessKey: 'secret' }, '000000000000');
  role = principals.admit('arn:aws:iam::000000000000:role/machine');
  s3 = await startS3({
    folder,
    principals: principals.lookup,
    authorize: allowAll,
    onObjectEvent: async () => undefined,
  });
  await s3.createBucket('library', { versioned: false, eventBridge: false });
});

afterEach(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

function call(resource: string, args: unknown, principal = role): Promise<unknown> {
  const integration = s3Integrations({ endpoint: s3.endpoint, region: 'eu-west-3' })[resource];
  if (integration === undefined) throw new Error(`There is no ${resource}.`);
  return integration(args, {
    taskToken: undefined,
    signal: new AbortController().signal,
    principal,
    executionArn: 'arn:aws:states:eu-west-3:000000000000:execution:machine:one',
  });
}

const put = 'arn:aws:states:::aws-sdk:s3:putObject';
const get = 'arn:aws:states:::s3:getObject';

describe('a state machine', () => {
  it.each([
    [{ index: 3, text: 'été' }, '{"index":3,"text":"été"}'],
    ['plain', 'plain'],
  ])('writes %j to S3 as text', async (Body, expected) => {
    await call(put, { Bucket: 'library', Key: 'a b/é.json', Body, ContentType: 'application/json' });
    const object = await s3.readObject('library', 'a b/é.json');
    expect(object?.headers['content-type']).toBe('application/json');
    expect(object && (await text(object.stream))).toBe(expected);
  });

  it('reads the items of a distributed map', async () => {
    await call(put, { Bucket: 'library', Key: 'items.json', Body: [{ index: 0 }] });
    expect(await call(get, { Bucket: 'library', Key: 'items.json' })).toEqual({ Body: '[{"index":0}]' });
  });

  it.each([
    [get, { Bucket: 'library', Key: 'nothing' }, 'S3.NoSuchKeyException'],
    [put, { Bucket: 'nowhere', Key: 'a', Body: 'b' }, 'S3.NoSuchBucketException'],
    [put, { Bucket: 'library', Key: 'a', Body: 'b', Tagging: 'c=d' }, 'States.Runtime'],
  ])('gets the error of %s by the name that Step Functions gives it', async (resource, args, error) => {
    await expect(call(resource, args)).rejects.toThrow(expect.objectContaining({ error }));
  });

  it('signs with its own role: a stranger gets nothing', async () => {
    const stranger = { ...role, accessKeyId: 'AKIASTRANGER' };
    await expect(call(put, { Bucket: 'library', Key: 'a', Body: 'b' }, stranger)).rejects.toThrow(
      expect.objectContaining({ error: 'S3.InvalidAccessKeyIdException' }),
    );
  });
});
