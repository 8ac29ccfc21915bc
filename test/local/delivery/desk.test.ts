import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeskArticle, type DeskRefusal, fileNameHeader } from '../../../core/contracts/desk.ts';
import { pageHeaders } from '../../../core/page/security-headers.ts';
import type { Desk, DroppedFile } from '../../../local/delivery/desk.ts';
import { type ServedLibrary, serveLibrary } from './served-library.ts';

const maxBytes = 1000;
let taken: Array<{ readonly act: string; readonly file: DroppedFile }>;
let answer: DeskArticle | DeskRefusal;
let library: ServedLibrary;

const desk: Desk = {
  description: { desk: true, maxBytes, extensions: ['.txt'] },
  quote: async file => {
    taken.push({ act: 'quote', file });
    return { error: { code: 'NotText', message: 'It is a picture.', place: file.name, remedy: 'Send text.' } };
  },
  add: async file => {
    taken.push({ act: 'add', file });
    return answer;
  },
};

beforeEach(async () => {
  taken = [];
  answer = { articleId: 'a-000000' };
  library = await serveLibrary({ desk });
});

afterEach(() => library.close());

interface Sent {
  readonly path?: string;
  readonly body?: string | Buffer;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** As the page does it, but for what a test changes; `fetch` would set headers of its own. */
function send({ path = '/local/articles', body = 'Bonjour.', method = 'POST', headers = {} }: Sent = {}) {
  const all = {
    origin: library.endpoint,
    [fileNameHeader]: 'a.txt',
    'content-type': 'application/octet-stream',
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const request = httpRequest(`${library.endpoint}${path}`, { method, headers: given }, response => {
      const { statusCode: status } = response;
      text(response).then(said => resolve({ status, body: documentOf(said) }), reject);
    });
    request.on('error', reject).end(method === 'GET' ? undefined : body);
  });
}

/** JSON, or the words of who sends none. */
function documentOf(said: string): unknown {
  return said.startsWith('{') ? JSON.parse(said) : said;
}

describe('the desk', () => {
  it('says that it is there, and what it takes', async () => {
    const found = await library.get('/local/');
    expect([found.status, await found.json()]).toEqual([200, desk.description]);
    expect(Object.fromEntries(found.headers)).toMatchObject({ ...pageHeaders, 'cache-control': 'no-store' });
  });

  it('is nowhere on a cloud that nobody gave one', async () => {
    const bare = await serveLibrary();
    try {
      expect((await bare.get('/local/')).status).toBe(404);
      const headers = { origin: bare.endpoint, [fileNameHeader]: 'a.txt' };
      const refused = await fetch(`${bare.endpoint}/local/articles`, { method: 'POST', body: 'x', headers });
      expect(refused.status).toBe(403);
    } finally {
      await bare.close();
    }
  });

  it('takes a file, byte by byte, by the name it had', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x80]);
    const name = 'été & œuvre +1%#.txt';
    const taking = await send({ body: bytes, headers: { [fileNameHeader]: encodeURIComponent(name) } });
    expect(taking).toMatchObject({ status: 200, body: { articleId: 'a-000000' } });
    expect(taken).toEqual([{ act: 'add', file: { name, bytes } }]);
  });

  it('gives a refusal with code, message, place and remedy', async () => {
    expect(await send({ path: '/local/quote' })).toMatchObject({
      status: 422,
      body: { error: { code: 'NotText', message: 'It is a picture.', place: 'a.txt', remedy: 'Send text.' } },
    });
    expect(taken.map(({ act }) => act)).toEqual(['quote']);
  });

  it.each([
    [maxBytes, 200],
    [maxBytes + 1, 422],
  ])('of %d bytes answers %d', async (size, status) => {
    const answered = await send({ body: 'x'.repeat(size) });
    expect(answered.status).toBe(status);
    if (status === 422) expect(answered.body).toMatchObject({ error: { code: 'ArticleTooLarge', place: 'a.txt' } });
    expect(taken).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\texts\\a.txt', 'a.txt'],
    ['/a.txt', 'a.txt'],
  ])('knows a file by the last part of its name: %s', async (sent, name) => {
    await send({ headers: { [fileNameHeader]: encodeURIComponent(sent) } });
    expect(taken.map(({ file }) => file.name)).toEqual([name]);
  });

  it.each([undefined, '', '%', 'folder%2F'])('takes no file without a name: %s', async name => {
    expect(await send({ headers: { [fileNameHeader]: name } })).toMatchObject({ status: 400 });
    expect(taken).toEqual([]);
  });

  it('takes nothing by GET, and has no other place', async () => {
    expect(await send({ method: 'GET' })).toMatchObject({ status: 405 });
    expect(await send({ path: '/local/credentials' })).toMatchObject({ status: 404 });
    expect(taken).toEqual([]);
  });

  it('goes on when it could not answer, and tells of it', async () => {
    answer = { articleId: 'a' };
    const failing = await serveLibrary({ desk: { ...desk, add: async () => Promise.reject(new Error('defect')) } });
    try {
      const headers = { origin: failing.endpoint, [fileNameHeader]: 'a.txt' };
      const post = () => fetch(`${failing.endpoint}/local/articles`, { method: 'POST', body: 'x', headers });
      expect([(await post()).status, (await post()).status]).toEqual([503, 503]);
      expect(failing.faults).toHaveLength(2);
    } finally {
      await failing.close();
    }
  });
});

describe('pages that are not its own', () => {
  it.each([
    ['without an origin', undefined],
    ['from a file on disk', 'null'],
    ['at another port of this machine', 'http://127.0.0.1:9'],
    ['by another name of this machine', 'localhost'],
    ['of another site', 'https://evil.example'],
  ])('hand in nothing: %s', async (_case, origin) => {
    const given = origin === 'localhost' ? library.endpoint.replace('127.0.0.1', 'localhost') : origin;
    expect((await send({ headers: { origin: given } })).status).toBe(403);
    expect(taken).toEqual([]);
  });

  it('get no leave to send the file’s name: what a browser asks first is refused', async () => {
    const asking = {
      origin: 'http://127.0.0.1:9',
      'access-control-request-method': 'POST',
      'access-control-request-headers': fileNameHeader,
    };
    const answered = await fetch(`${library.endpoint}/local/articles`, { method: 'OPTIONS', headers: asking });
    expect(answered.ok).toBe(false);
    expect(answered.headers.has('access-control-allow-origin')).toBe(false);
    expect(answered.headers.has('access-control-allow-headers')).toBe(false);
  });
});
