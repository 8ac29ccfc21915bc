import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../../local/service.ts';
import { Sha256 } from '../../contract/sha256.ts';
import { clientOf, type LocalS3, REGION, startLocalS3, tester } from './local-s3.ts';

interface Raw {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

describe('the S3 over raw HTTP', () => {
  let parent = '';
  let local: LocalS3;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'diglot-s3-http-'));
    local = await startLocalS3({ folder: join(parent, 'data') });
    await local.s3.createBucket('articles', { versioned: false, eventBridge: false });
  });
  afterAll(async () => {
    await local.remove();
    await rm(parent, { recursive: true, force: true });
  });

  it.each([
    '/articles/../../escaped',
    '/articles/%2e%2e/%2e%2e/escaped',
    '/articles/..%2f..%2fescaped',
    '/articles/%2Fetc%2Fescaped',
    '/articles//etc/escaped',
    '/articles/C:%5Cescaped',
    '/articles/a%00/../escaped',
    '/articles/./././escaped',
  ])('%s is a key like any other and never leaves the folder', async path => {
    const put = await send(path, { method: 'PUT', body: path });
    expect(put.status).toBe(200);
    expect((await send(path)).body).toBe(path);
    expect(await readdir(parent)).toEqual([basename(local.folder)]);
    expect(await readdir(local.folder)).toEqual(['incoming', 'journal.ndjson', 'objects']);
    const stored = await readdir(local.folder, { recursive: true });
    expect(stored.filter(file => file.includes('escaped'))).toEqual([]);
    expect(dirname(local.folder)).toBe(parent);
  });

  it.each(['/../etc', '/%2e%2e/etc', '/UPPER/a', '/a/b'])('%s is no bucket', async path => {
    const answer = await send(path, { method: 'PUT', body: 'x' });
    expect([answer.status, answer.body.includes('NoSuchBucket')]).toEqual([404, true]);
  });

  it.each(['Upper', 'ab', 'a..b', '192.168.0.1', '-ab', 'x'.repeat(64)])('%s cannot become a bucket', async name => {
    const answer = await send(`/${name}`, { method: 'PUT' });
    expect([answer.status, answer.body.includes('InvalidBucketName')]).toEqual([400, true]);
  });

  it('a bucket is made once', async () => {
    expect((await send('/made-by-request', { method: 'PUT' })).status).toBe(200);
    const again = await send('/made-by-request', { method: 'PUT' });
    expect([again.status, again.body.includes('BucketAlreadyOwnedByYou')]).toEqual([409, true]);
  });

  it('a foreign host or origin is refused before the signature is looked at', async () => {
    const foreign = await plain('/articles', { headers: { host: 'evil.example' } });
    expect([foreign.status, foreign.body.includes('ForeignHost')]).toEqual([403, true]);
    const page = await plain('/articles', { headers: { origin: 'https://evil.example' } });
    expect([page.status, page.body.includes('ForeignOrigin'), page.headers['access-control-allow-origin']]).toEqual([
      403,
      true,
      undefined,
    ]);
  });

  it('a page of this machine may ask first, and read the ETag', async () => {
    const origin = 'http://localhost:3000';
    const asked = await plain('/articles/a', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    });
    expect(asked.status).toBe(200);
    expect(asked.headers['access-control-allow-origin']).toBe(origin);
    expect(asked.headers['access-control-allow-headers']).toBe('content-type');
    const got = await send('/articles/missing', { headers: { origin } });
    expect(got.headers['access-control-expose-headers']).toContain('ETag');
  });

  it('an error names code, resource and request, in escaped XML; for HEAD it has no body', async () => {
    const answer = await send('/articles/%3Cscript%3E%26');
    expect(answer.body).toContain('<Code>NoSuchKey</Code>');
    expect(answer.body).toContain('<Key>&lt;script&gt;&amp;</Key>');
    expect(answer.body).toContain('<Resource>/articles/%3Cscript%3E%26</Resource>');
    expect(answer.body).toContain(`<RequestId>${String(answer.headers['x-amz-request-id'])}</RequestId>`);
    const head = await send('/articles/missing', { method: 'HEAD' });
    expect([head.status, head.body]).toEqual([404, '']);
  });

  it('a body other than the one that was signed is refused', async () => {
    const signed = await headersFor('/articles/signed', { method: 'PUT', body: 'signed' });
    const answer = await plain('/articles/signed', { method: 'PUT', body: 'forged', headers: signed });
    expect([answer.status, answer.body.includes('XAmzContentSHA256Mismatch')]).toEqual([400, true]);
    expect((await send('/articles/signed')).status).toBe(404);
  });

  it('a refused upload of 8 MB is answered, not cut off, and the connection goes on', async () => {
    const body = Buffer.alloc(8_000_000);
    const answer = await send('/no-such-bucket/a', { method: 'PUT', body });
    expect([answer.status, answer.body.includes('NoSuchBucket')]).toEqual([404, true]);
    const md5 = createHash('md5').update('other').digest('base64');
    const bad = await send('/articles/a', { method: 'PUT', body, headers: { 'content-md5': md5 } });
    expect([bad.status, bad.body.includes('BadDigest')]).toEqual([400, true]);
  });

  it('an upload that is broken off leaves nothing', async () => {
    const path = '/articles/broken-off';
    const headers = await headersFor(path, { method: 'PUT', headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
    const url = new URL(local.s3.endpoint);
    await new Promise<void>(resolve => {
      const upload = request({
        host: url.hostname,
        port: url.port,
        path,
        method: 'PUT',
        headers: { ...headers, 'content-length': '1000' },
      });
      upload.on('error', () => resolve());
      upload.write('half', () => upload.destroy(new Error('gone')));
    });
    expect((await send(path)).status).toBe(404);
  });

  it('metadata sent as raw UTF-8 comes back as RFC 2047 says', async () => {
    const raw = Buffer.from('été').toString('latin1');
    // As bytes: Node would send the headers together with a text as UTF-8.
    const put: Raw = { method: 'PUT', body: Buffer.from('x'), headers: { 'x-amz-meta-title': raw } };
    const headers = await headersFor('/articles/meta', put, 'latin1');
    expect((await plain('/articles/meta', { ...put, headers })).status).toBe(200);
    const got = await send('/articles/meta');
    expect(got.headers['x-amz-meta-title']).toBe(`=?UTF-8?B?${Buffer.from('été').toString('base64')}?=`);
  });

  it('an overriding header cannot smuggle in another one, and may be UTF-8', async () => {
    await send('/articles/override', { method: 'PUT', body: 'x' });
    const smuggled = await send('/articles/override?response-content-type=a%0D%0Ax-evil%3A1');
    expect([smuggled.status, smuggled.headers['x-evil']]).toEqual([400, undefined]);
    const named = await send(
      `/articles/override?response-content-disposition=${encodeURIComponent('attachment; filename="été.txt"')}`,
    );
    expect(Buffer.from(named.headers['content-disposition'] ?? '', 'latin1').toString()).toContain('été.txt');
  });

  it.each(['x-amz-tagging', 'x-amz-website-redirect-location', 'x-amz-storage-class', 'x-amz-acl'])(
    'the header %s is refused by name, not ignored',
    async header => {
      const answer = await send('/articles/a', { method: 'PUT', body: 'x', headers: { [header]: 'GLACIER' } });
      expect([answer.status, answer.body.includes(header)]).toEqual([501, true]);
    },
  );

  it('malformed XML is refused', async () => {
    const body = '<Delete><Object><Key>a</Key></Object>';
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const answer = await send('/articles?delete=', { method: 'POST', body, headers });
    expect([answer.status, answer.body.includes('MalformedXML')]).toEqual([400, true]);
  });

  async function headersFor(
    path: string,
    { method = 'GET', headers = {}, body }: Raw,
    encoding: 'utf8' | 'latin1' = 'utf8',
  ) {
    const url = new URL(local.s3.endpoint);
    const [pathname = '', queryText = ''] = path.split('?');
    const query = Object.fromEntries(new URLSearchParams(queryText));
    const decoded = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, encoding).toString()]);
    const signer = new SignatureV4({
      service: 's3',
      region: REGION,
      credentials: tester,
      sha256: Sha256,
      uriEscapePath: false,
    });
    const toSign = { method, protocol: 'http:', hostname: url.host, path: strictly(pathname), query, body };
    const signed = await signer.sign({ ...toSign, headers: { host: url.host, ...Object.fromEntries(decoded) } });
    return { ...signed.headers, ...headers };
  }

  async function send(path: string, raw: Raw = {}) {
    return plain(path, { ...raw, headers: await headersFor(path, raw) });
  }

  /** Sends exactly these bytes as the path: `fetch` and `URL` would tidy it up. */
  function plain(path: string, { method = 'GET', headers = {}, body }: Raw) {
    const url = new URL(local.s3.endpoint);
    return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
      const sent = request({ host: url.hostname, port: url.port, path, method, headers }, response => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString(),
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
});

describe('the policy of the S3', () => {
  it('is asked for each call with its action and resource, and a denial says who may not do what', async () => {
    const asked: Access[] = [];
    const local = await startLocalS3({
      authorize: access => {
        asked.push(access);
        return access.resource.endsWith('/secret') ? 'deny' : 'allow';
      },
    });
    await local.s3.createBucket('articles', { versioned: false, eventBridge: false });
    await local.client.send(new PutObjectCommand({ Bucket: 'articles', Key: 'open', Body: 'x' }));
    await local.client.send(new ListObjectsV2Command({ Bucket: 'articles' }));
    const denied = local.client.send(new GetObjectCommand({ Bucket: 'articles', Key: 'secret' }));
    await expect(denied).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::000000000000:user/tester is not authorized to perform: s3:GetObject on resource: ' +
        '"arn:aws:s3:::articles/secret" because no identity-based policy allows the s3:GetObject action',
    });
    expect(asked.map(({ action, resource, principal }) => [action, resource, principal.arn])).toEqual([
      ['s3:PutObject', 'arn:aws:s3:::articles/open', tester.arn],
      ['s3:ListBucket', 'arn:aws:s3:::articles', tester.arn],
      ['s3:GetObject', 'arn:aws:s3:::articles/secret', tester.arn],
    ]);
    await local.remove();
  });
});

describe('readObject', () => {
  it('gives metadata and stream, in whole or in part, and nothing for a missing key', async () => {
    const local = await startLocalS3();
    await local.s3.createBucket('library', { versioned: false, eventBridge: false });
    const { client, s3 } = local;
    await client.send(
      new PutObjectCommand({ Bucket: 'library', Key: 'a', Body: '0123456789', ContentType: 'audio/mpeg' }),
    );
    const whole = await s3.readObject('library', 'a');
    expect(whole).toMatchObject({ sizeBytes: 10, range: undefined, headers: { 'content-type': 'audio/mpeg' } });
    expect(await textOf(whole?.stream)).toBe('0123456789');
    const part = await s3.readObject('library', 'a', 'bytes=2-3');
    expect(part?.range).toEqual({ start: 2, end: 3 });
    expect(await textOf(part?.stream)).toBe('23');
    expect(await s3.readObject('library', 'missing')).toBeUndefined();
    await expect(s3.readObject('library', 'a', 'bytes=10-')).rejects.toMatchObject({ code: 'InvalidRange' });
    await expect(s3.readObject('nowhere', 'a')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    await local.remove();
  });

  it('never fails for a reader while 200 writers replace the object', async () => {
    const local = await startLocalS3();
    await local.s3.createBucket('library', { versioned: false, eventBridge: false });
    const client = clientOf(local.s3.endpoint);
    const put = (at: number) => client.send(new PutObjectCommand({ Bucket: 'library', Key: 'a', Body: `body ${at}` }));
    await put(0);
    const writers = Promise.all(Array.from({ length: 200 }, (_, at) => put(at)));
    for (let reads = 0; reads < 500; reads++) {
      const read = await local.s3.readObject('library', 'a');
      expect(await textOf(read?.stream)).toMatch(/^body \d+$/);
    }
    await writers;
    client.destroy();
    await local.remove();
  });
});

/** Encodes a path as S3's signature wants it, whatever the client sends. */
function strictly(path: string): string {
  const bytes = Buffer.from(decodeURIComponent(path)).toString('latin1');
  return bytes.replaceAll(
    /[^A-Za-z0-9\-._~/]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

async function textOf(stream: AsyncIterable<unknown> | undefined): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
