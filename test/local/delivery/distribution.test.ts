import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentHeaders, embedHeaders, fileHeaders, pageHeaders } from '../../../core/page/security-headers.ts';
import { id, revision, type ServedLibrary, serveLibrary } from './served-library.ts';

const clip = `clips/${'ab'.repeat(32)}.mp3`;
const work = `articles/${id}/${revision}/work`;
let library: ServedLibrary;

beforeEach(async () => {
  library = await serveLibrary();
  library.objects.set('site/404.html', { body: 'Nothing here', headers: { 'content-type': 'text/html' } });
});

afterEach(() => library.close());

/** Path, object, headers: the whole of what is served. */
const served = [
  ['/', 'site/index.html', pageHeaders],
  ['/index.html', 'site/index.html', pageHeaders],
  ['/embed.html', 'site/embed.html', embedHeaders],
  [`/embed.html?article=${id}`, 'site/embed.html', embedHeaders],
  ['/app/player.js', 'site/app/player.js', pageHeaders],
  ['/app/player.css', 'site/app/player.css', pageHeaders],
  [
    '/app/fonts/source-serif-4-latin-400-normal-AB12.woff2',
    'site/app/fonts/source-serif-4-latin-400-normal-AB12.woff2',
    pageHeaders,
  ],
  ['/articles/', 'library/articles/index.html', pageHeaders],
  [`/articles/${id}/`, `library/articles/${id}/index.html`, pageHeaders],
  [`/articles/${id}/edition.json`, `library/articles/${id}/edition.json`, pageHeaders],
  [`/articles/${id}/${revision}/article.fr.mp3`, `library/articles/${id}/${revision}/article.fr.mp3`, fileHeaders],
  [
    `/articles/${id}/${revision}/article.fr-en.vtt`,
    `library/articles/${id}/${revision}/article.fr-en.vtt`,
    fileHeaders,
  ],
  [
    `/articles/${id}/${revision}/article.fr-en.html`,
    `library/articles/${id}/${revision}/article.fr-en.html`,
    documentHeaders,
  ],
  [`/articles/${id}/${revision}/cover.png`, `library/articles/${id}/${revision}/cover.png`, fileHeaders],
  [`/${work}/3.fr.clip.json`, `library/${work}/3.fr.clip.json`, pageHeaders],
  [`/${work}/12.en.json`, `library/${work}/12.en.json`, pageHeaders],
  [`/${clip}`, `library/${clip}`, fileHeaders],
  ['/feeds/fr-en.xml', 'library/feeds/fr-en.xml', fileHeaders],
  ['/library.json', 'library/library.json', pageHeaders],
] as const;

describe('what is served', () => {
  it.each(served)('%s is %s', async (path, object, headers) => {
    library.objects.set(object, { body: 'here' });
    const answer = await library.get(path);
    expect({ status: answer.status, body: await answer.text(), asked: library.asked }).toEqual({
      status: 200,
      body: 'here',
      asked: [object],
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
  });

  it('says nothing in a header that the policy has not: no frame is forbidden to the embed, no script allowed to a file', async () => {
    for (const name of ['site/embed.html', `library/${clip}`]) library.objects.set(name, { body: 'x' });
    expect((await library.get('/embed.html')).headers.has('x-frame-options')).toBe(false);
    expect((await library.get(`/${clip}`)).headers.get('content-security-policy')).not.toContain('script-src');
  });

  it('is kept as long as the object says', async () => {
    library.objects.set(`library/${clip}`, {
      body: 'x',
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    library.objects.set('site/index.html', { body: 'x', headers: { 'cache-control': 'no-cache' } });
    expect((await library.get(`/${clip}`)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await library.get('/')).headers.get('cache-control')).toBe('no-cache');
  });

  it('leads from a folder’s name to the folder', async () => {
    const answer = await library.get(`/articles/${id}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `/articles/${id}/`]);
  });

  it('as a file may be read by other sites, as a page may not', async () => {
    library.objects.set('library/feeds/fr.xml', { body: '<rss/>' });
    library.objects.set('library/library.json', { body: '{}' });
    const origin = library.endpoint.replace('127.0.0.1', 'localhost');
    const allowed = async (path: string, headers: Record<string, string>) =>
      (await library.get(path, headers)).headers.get('access-control-allow-origin');
    expect(await allowed('/feeds/fr.xml', { origin })).toBe('*');
    expect(await allowed('/feeds/fr.xml', {})).toBeNull();
    expect(await allowed('/library.json', { origin })).toBeNull();
  });
});

describe('what is not served', () => {
  it.each([
    `library/${work}/0.json`,
    `library/${work}/article.json`,
    `library/${work}/items.json`,
    `library/${work}/0.en.failure.json`,
    `library/articles/${id}/${revision}/secret.txt`,
    `library/translations/${'ab'.repeat(32)}.json`,
    `library/leases/${'ab'.repeat(32)}.json`,
    `library/clips/${'ab'.repeat(32)}.json`,
    'library/clips/a.mp3',
    'library/feeds/fr.xml.bak',
    'site/app/player.js.map',
    'site/secret.html',
  ])('is %s', async object => {
    library.objects.set(object, { body: 'secret' });
    const answer = await library.get(object.replace(/^(?:library|site)/, ''));
    expect([answer.status, await answer.text()]).toEqual([404, 'Nothing here']);
    expect(library.asked).not.toContain(object);
  });

  it.each([
    `/clips/../${work}/0.json`,
    `/articles/${id}/${revision}/..%2f..%2fsecret`,
    `/articles/${id}/${revision}/%2e%2e`,
    `/articles/${id}/${revision}/work%2f0.json`,
    `/articles/${id}/${revision}/article.x/../work/0.json`,
    `/articles/../leases/${'ab'.repeat(32)}.json`,
    '/app/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/../../etc/passwd',
    '//etc/passwd',
    '//',
    '/%',
    '/%ff',
    '/library.json%00',
    '/LIBRARY.JSON',
    'http://127.0.0.1/library.json',
  ])('is found by no way around: %s', async path => {
    const answer = await library.getRaw(path);
    expect(answer).toEqual({ status: 404, body: 'Nothing here' });
    // One name for all of it, and the page that says so.
    expect(library.asked.map(name => name.replace(/^(?:library|site)/, ''))).toEqual(['/nowhere', '/404.html']);
  });

  it('carries the headers all the same, and is short-lived', async () => {
    const answer = await library.get('/nothing');
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...pageHeaders, 'cache-control': 'no-cache' });
    expect(answer.headers.has('etag')).toBe(false);
  });

  it('has an answer where the site has no page for it', async () => {
    library.objects.clear();
    expect((await library.get('/nothing')).status).toBe(404);
  });

  it.each(['evil.example', '127.0.0.1.evil.example'])('is anything, to the host "%s"', async host => {
    library.objects.set('library/library.json', { body: '{}' });
    expect((await library.getRaw('/library.json', { host })).status).toBe(403);
    expect(library.asked).toEqual([]);
  });

  it('is anything, to pages of other sites', async () => {
    expect((await library.getRaw('/library.json', { origin: 'https://evil.example' })).status).toBe(403);
    expect(library.asked).toEqual([]);
  });
});
