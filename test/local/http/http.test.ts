import { request } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BodyTooLarge, readBody } from '../../../local/http/body.ts';
import { guardHost } from '../../../local/http/guard.ts';
import { listen } from '../../../local/http/server.ts';

describe('guardHost', () => {
  it.each(['127.0.0.1', '127.0.0.1:4566', 'localhost', 'localhost:1', 'LOCALHOST:80'])('serves the host %s', host => {
    expect(guardHost({ headers: { host } })).toBeUndefined();
  });

  it.each([
    '',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    '127.0.0.1:80@evil',
    '0.0.0.0:80',
  ])('refuses the host "%s"', host => {
    expect(guardHost({ headers: { host } })).toMatchObject({ status: 403, code: 'ForeignHost' });
  });

  it('reads the host of an HTTP/2 request from :authority', () => {
    expect(guardHost({ headers: { ':authority': '127.0.0.1:80' } })).toBeUndefined();
    expect(guardHost({ headers: { ':authority': 'evil.example' } })?.code).toBe('ForeignHost');
  });

  it('serves pages of this machine and refuses those of other sites', () => {
    const from = (origin: string) => guardHost({ headers: { host: '127.0.0.1', origin } });
    expect(from('http://127.0.0.1:3000')).toBeUndefined();
    expect(from('http://localhost:3000')).toBeUndefined();
    for (const origin of ['https://evil.example', 'http://127.0.0.1.evil.example', 'null', 'https://127.0.0.1']) {
      expect(from(origin)?.code).toBe('ForeignOrigin');
    }
  });
});

describe('readBody', () => {
  it.each([9, 10])('takes %i bytes where 10 are the limit', async size => {
    expect((await readBody(Readable.from([Buffer.alloc(size)]), 10)).length).toBe(size);
  });

  it('refuses one byte above the limit, naming the limit', async () => {
    const body = Readable.from([Buffer.alloc(6), Buffer.alloc(5)]);
    await expect(readBody(body, 10)).rejects.toThrow(BodyTooLarge);
    await expect(readBody(Readable.from([Buffer.alloc(11)]), 10)).rejects.toMatchObject({ maxBytes: 10 });
  });
});

describe('listen', () => {
  it('answers on 127.0.0.1 at a port that the system chose', async () => {
    const service = await listen((_request, response) => response.end('here'));
    expect(service.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(service.endpoint)).text()).toBe('here');
    await service.close();
  });

  it('cuts requests that are still being answered when it closes, and closes twice without an error', async () => {
    const reached = Promise.withResolvers<void>();
    const service = await listen(() => reached.resolve());
    const cut = new Promise(resolve => request(service.endpoint).once('error', resolve).end());
    await reached.promise;
    await Promise.all([service.close(), service.close()]);
    expect(await cut).toBeInstanceOf(Error);
  });

  it('says so when the port is taken', async () => {
    const first = await listen(() => undefined);
    const port = Number(new URL(first.endpoint).port);
    await expect(listen(() => undefined, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });
});
