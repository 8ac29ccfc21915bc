import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Articles, s3Lexicons, s3UploadOptions } from '../../../lambdas/adapters/s3-articles.ts';
import { type LocalS3, startLocalS3 } from '../../local/s3/local-s3.ts';

let local: LocalS3;
beforeAll(async () => {
  local = await startLocalS3();
  await local.s3.createBucket('articles', { versioned: true, eventBridge: false });
});
afterAll(() => local.remove());

async function upload(
  key: string,
): Promise<{ readonly bucket: string; readonly key: string; readonly versionId: string }> {
  const put = new PutObjectCommand({ Bucket: 'articles', Key: key, Body: 'Bonjour.', Metadata: { memory: 'off' } });
  const { VersionId: versionId = '' } = await local.client.send(put);
  return { bucket: 'articles', key, versionId };
}

async function remove(key: string, versionId?: string): Promise<string> {
  const { VersionId = '' } = await local.client.send(
    new DeleteObjectCommand({ Bucket: 'articles', Key: key, VersionId: versionId }),
  );
  return VersionId;
}

const gone = { code: 'SourceGone', retryable: false };

describe('an upload', () => {
  it('is read by its version, with its choices, though its key was deleted since', async () => {
    const version = await upload('uploads/a.txt');
    await remove(version.key);
    expect(Buffer.from(await s3Articles('articles', local.client).read(version)).toString()).toBe('Bonjour.');
    expect(await s3UploadOptions(local.client).optionsOf(version)).toEqual({ useMemory: false });
  });

  it('whose version was deleted is SourceGone, which nothing tries again', async () => {
    const version = await upload('uploads/b.txt');
    await remove(version.key, version.versionId);
    await expect(s3Articles('articles', local.client).read(version)).rejects.toMatchObject(gone);
    await expect(s3UploadOptions(local.client).optionsOf(version)).rejects.toMatchObject(gone);
  });

  it('whose version is the mark of a deletion is SourceGone', async () => {
    const { bucket, key } = await upload('uploads/c.txt');
    const mark = { bucket, key, versionId: await remove('uploads/c.txt') };
    await expect(s3Articles('articles', local.client).read(mark)).rejects.toMatchObject(gone);
    await expect(s3UploadOptions(local.client).optionsOf(mark)).rejects.toMatchObject(gone);
  });

  it('in a bucket that is not there is not taken for one that was deleted', async () => {
    const version = await upload('uploads/d.txt');
    await expect(s3Articles('elsewhere', local.client).read(version)).rejects.not.toMatchObject({ code: 'SourceGone' });
  });
});

describe('a memory and a lexicon', () => {
  it('that nobody put there are undefined', async () => {
    expect(await s3Articles('articles', local.client).readMemory('memory/fr-en.tmx')).toBeUndefined();
    expect(await s3Lexicons('articles', local.client).readLexicon('lexicon/fr.csv')).toBeUndefined();
  });
});
