import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalS3, REGION, startLocalS3, tester } from './local-s3.ts';

const run = promisify(execFile);

const hasAws = answers('aws', ['--version']);
const hasBoto = answers('python3', ['-c', 'import boto3']);

describe.skipIf(!hasAws)('the AWS command line (runs where `aws` is installed)', () => {
  let local: LocalS3;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diglot-aws-'));
    local = await startLocalS3();
    await local.s3.createBucket('articles', { versioned: true, eventBridge: true });
    await local.s3.createBucket('library', { versioned: false, eventBridge: false });
  });
  afterAll(async () => {
    await local.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('copies a file with an awkward name there and back', async () => {
    await writeFile(join(folder, 'in.txt'), 'Bonjour, été !');
    await aws('s3', 'cp', 'in.txt', 's3://articles/uploads/été & œuvre +1%#.txt');
    await aws('s3', 'cp', 's3://articles/uploads/été & œuvre +1%#.txt', 'out.txt');
    expect(await readFile(join(folder, 'out.txt'), 'utf8')).toBe('Bonjour, été !');
    expect(local.events.map(({ detail }) => detail.object.key)).toEqual(['uploads/été & œuvre +1%#.txt']);
  });

  it('copies 20 MB in parts, to S3, within S3 and back', async () => {
    const bytes = Buffer.alloc(20_000_000, Buffer.from(Array.from({ length: 253 }, (_, at) => at)));
    await writeFile(join(folder, 'large'), bytes);
    await aws('s3', 'cp', 'large', 's3://library/large');
    await aws('s3', 'cp', 's3://library/large', 's3://library/large-copy');
    await aws('s3', 'cp', 's3://library/large-copy', 'large-back');
    expect(bytes.equals(await readFile(join(folder, 'large-back')))).toBe(true);
  });

  it('synchronises a folder, sends nothing the second time, and deletes what is gone', async () => {
    await mkdir(join(folder, 'site/sub folder'), { recursive: true });
    for (const name of ['a.txt', 'b.txt', 'sub folder/c d.txt']) await writeFile(join(folder, 'site', name), name);
    expect((await aws('s3', 'sync', 'site', 's3://library/site')).match(/upload:/g)).toHaveLength(3);
    expect(await aws('s3', 'sync', 'site', 's3://library/site')).toBe('');
    await rm(join(folder, 'site/b.txt'));
    expect(await aws('s3', 'sync', 'site', 's3://library/site', '--delete')).toContain(
      'delete: s3://library/site/b.txt',
    );
    await aws('s3', 'sync', 's3://library/site', 'back');
    expect(await readFile(join(folder, 'back/sub folder/c d.txt'), 'utf8')).toBe('sub folder/c d.txt');
  });

  it('lists, moves and removes', async () => {
    await writeFile(join(folder, 'in.txt'), 'x');
    await aws('s3', 'cp', 'in.txt', 's3://library/move/a.txt');
    await aws('s3', 'mv', 's3://library/move/a.txt', 's3://library/move/b/c.txt');
    expect(await aws('s3', 'ls')).toMatch(/articles\n.*library\n/);
    expect(await aws('s3', 'ls', 's3://library/move/')).toMatch(/PRE b\//);
    expect(await aws('s3', 'ls', '--recursive', 's3://library/move/')).toMatch(/1 move\/b\/c\.txt/);
    await aws('s3', 'rm', '--recursive', 's3://library/move/');
    await expect(aws('s3', 'ls', 's3://library/move/')).rejects.toThrow('Command failed');
  });

  it('reads metadata, ranges, versions and the refusal of a condition', async () => {
    await writeFile(join(folder, 'in.txt'), '0123456789');
    const put = ['s3api', 'put-object', '--bucket', 'articles', '--key', 'api', '--body', 'in.txt'];
    await aws(...put, '--metadata', 'title=Titre', '--content-type', 'text/plain');
    await aws('s3api', 'get-object', '--bucket', 'articles', '--key', 'api', '--range', 'bytes=2-4', 'part');
    expect(await readFile(join(folder, 'part'), 'utf8')).toBe('234');
    const head = await aws('s3api', 'head-object', '--bucket', 'articles', '--key', 'api');
    expect(JSON.parse(head)).toMatchObject({
      ContentLength: 10,
      ContentType: 'text/plain',
      Metadata: { title: 'Titre' },
    });
    const versions = await aws('s3api', 'list-object-versions', '--bucket', 'articles', '--prefix', 'api');
    expect(JSON.parse(versions)).toMatchObject({ Versions: [{ Key: 'api', IsLatest: true }] });
    await expect(aws(...put, '--if-none-match', '*')).rejects.toThrow('PreconditionFailed');
  });

  it('sends and checks a checksum', async () => {
    await writeFile(join(folder, 'in.txt'), 'sum');
    await aws('s3', 'cp', 'in.txt', 's3://library/sum', '--checksum-algorithm', 'SHA256');
    await aws('s3', 'cp', 's3://library/sum', 'sum', '--checksum-mode', 'ENABLED');
    expect(await readFile(join(folder, 'sum'), 'utf8')).toBe('sum');
  });

  it('makes presigned URLs that work', async () => {
    await writeFile(join(folder, 'in.txt'), 'signed');
    await aws('s3', 'cp', 'in.txt', 's3://library/a b é.txt');
    const url = (await aws('s3', 'presign', 's3://library/a b é.txt', '--expires-in', '60')).trim();
    expect(await (await fetch(url)).text()).toBe('signed');
  });

  async function aws(...parameters: string[]): Promise<string> {
    const { stdout } = await run('aws', [...parameters, '--endpoint-url', local.s3.endpoint, ...quiet(parameters)], {
      cwd: folder,
      env: environment(),
    });
    return stdout;
  }
});

describe.skipIf(!hasBoto)('boto3 (runs where Python has it)', () => {
  it('signs its chunks, streams, pages and presigns', async () => {
    const local = await startLocalS3();
    await local.s3.createBucket('library', { versioned: false, eventBridge: false });
    const { stdout } = await run('python3', ['-c', BOTO_SCRIPT, local.s3.endpoint], { env: environment() });
    expect(JSON.parse(stdout)).toEqual({
      body: 'Bonjour, été !',
      streamed: 9_000_000,
      listed: ['streamed', 'é+ %.txt'],
      copied: 9_000_000,
      posted: 403,
      presigned: 'Bonjour, été !',
      missing: 'NoSuchKey',
    });
    await local.remove();
  });
});

/** Boto3 is an implementation of its own of signing, chunking and parsing. */
const BOTO_SCRIPT = `
import boto3, io, json, sys, urllib.request, urllib.error
from botocore.client import Config
s3 = boto3.client('s3', endpoint_url=sys.argv[1], config=Config(signature_version='s3v4'))
s3.put_object(Bucket='library', Key='é+ %.txt', Body='Bonjour, été !'.encode())
s3.upload_fileobj(io.BytesIO(b'x' * 9_000_000), 'library', 'streamed')
s3.copy({'Bucket': 'library', 'Key': 'streamed'}, 'library', 'copy')
pages = s3.get_paginator('list_objects_v2').paginate(Bucket='library', PaginationConfig={'PageSize': 1})
url = s3.generate_presigned_url('get_object', Params={'Bucket': 'library', 'Key': 'é+ %.txt'}, ExpiresIn=60)
copied = s3.head_object(Bucket='library', Key='copy')['ContentLength']
s3.delete_objects(Bucket='library', Delete={'Objects': [{'Key': 'copy'}]})
try: s3.get_object(Bucket='library', Key='missing')
except s3.exceptions.NoSuchKey as e: missing = e.response['Error']['Code']
try: posted = urllib.request.urlopen(url, data=b'x').status
except urllib.error.HTTPError as e: posted = e.code
print(json.dumps({
  'body': s3.get_object(Bucket='library', Key='é+ %.txt')['Body'].read().decode(),
  'streamed': s3.head_object(Bucket='library', Key='streamed')['ContentLength'],
  'listed': [o['Key'] for p in pages for o in p.get('Contents', [])],
  'copied': copied, 'posted': posted, 'missing': missing,
  'presigned': urllib.request.urlopen(url).read().decode(),
}))
`;

/** Progress is told only by the commands that copy. */
function quiet([, command = '']: readonly string[]): string[] {
  return ['cp', 'mv', 'sync'].includes(command) ? ['--no-progress'] : [];
}

function environment(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: tmpdir(),
    LC_ALL: 'C.UTF-8',
    AWS_ACCESS_KEY_ID: tester.accessKeyId,
    AWS_SECRET_ACCESS_KEY: tester.secretAccessKey,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

function answers(program: string, parameters: readonly string[]): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
