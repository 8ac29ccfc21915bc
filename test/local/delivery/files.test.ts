import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedLibrary, serveLibrary } from './served-library.ts';

const clip = `clips/${'ab'.repeat(32)}.mp3`;
let library: ServedLibrary;

beforeEach(async () => {
  library = await serveLibrary();
});

afterEach(() => library.close());

describe('a file', () => {
  beforeEach(() => {
    const headers = {
      'content-type': 'audio/mpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-amz-meta-secret': 'x',
    };
    library.objects.set(`library/${clip}`, { body: '0123456789', headers });
  });

  it('comes whole, with its type and cache header, and nothing else of the object', async () => {
    const answer = await library.get(`/${clip}`);
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/mpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'last-modified': 'Mon, 23 Nov 2026 10:15:00 GMT',
    });
    expect(answer.headers.has('x-amz-meta-secret')).toBe(false);
  });

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=8-9', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=9-', '9', 'bytes 9-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
  ])('comes in the range %s', async (range, body, contentRange) => {
    const answer = await library.get(`/${clip}`, { range });
    expect([answer.status, await answer.text()]).toEqual([206, body]);
    expect(answer.headers.get('content-range')).toBe(contentRange);
    expect(answer.headers.get('content-length')).toBe(String(body.length));
  });

  it('without a byte in the range is refused', async () => {
    expect((await library.get(`/${clip}`, { range: 'bytes=10-' })).status).toBe(416);
  });

  it.each(['bytes=0-1,3-4', 'bytes=5-2', 'items=0-1'])('comes whole for the range %s', async range => {
    const answer = await library.get(`/${clip}`, { range });
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
  });

  it('comes whole where it is another than If-Range means', async () => {
    const answer = await library.get(`/${clip}`, { range: 'bytes=0-1', 'if-range': '"other"' });
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    const etag = answer.headers.get('etag') ?? '';
    expect((await library.get(`/${clip}`, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
  });

  it('is not sent again to who has it', async () => {
    const etag = (await library.get(`/${clip}`)).headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await library.get(`/${clip}`, { 'if-none-match': tag });
      expect([answer.status, await answer.text()]).toEqual([304, '']);
    }
    expect((await library.get(`/${clip}`, { 'if-none-match': '"x"' })).status).toBe(200);
    expect((await library.get(`/${clip}`, { 'if-modified-since': 'Mon, 23 Nov 2026 10:15:00 GMT' })).status).toBe(304);
    expect((await library.get(`/${clip}`, { 'if-modified-since': 'Mon, 23 Nov 2026 10:14:59 GMT' })).status).toBe(200);
  });

  it('shows its head alone to HEAD', async () => {
    const answer = await fetch(`${library.endpoint}/${clip}`, { method: 'HEAD', headers: { range: 'bytes=0-1' } });
    expect([answer.status, await answer.text(), answer.headers.get('content-length')]).toEqual([200, '', '10']);
  });

  it('leaves no stream open, whatever was asked', async () => {
    for (const headers of [{}, { range: 'bytes=0-1', 'if-range': '"other"' }, { 'if-none-match': '*' }]) {
      await (await library.get(`/${clip}`, headers)).text();
    }
    await fetch(`${library.endpoint}/${clip}`, { method: 'HEAD' });
    await expect.poll(() => library.leaks()).toBe(0);
    expect(library.faults).toEqual([]);
  });

  it.each(['PUT', 'POST', 'DELETE', 'OPTIONS'])('is read only: %s is refused', async method => {
    expect((await fetch(`${library.endpoint}/${clip}`, { method })).status).toBe(403);
    expect(library.asked).toEqual([]);
  });
});
