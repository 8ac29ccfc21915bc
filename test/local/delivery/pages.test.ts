import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryList } from '../../../core/edition/library-list.ts';
import { type Edition, EditionSchema } from '../../../core/edition/schema.ts';
import { id, revision, type ServedLibrary, serveLibrary } from './served-library.ts';

let library: ServedLibrary;

beforeEach(async () => {
  library = await serveLibrary();
});

afterEach(() => library.close());

function editionOf(changes: Partial<Edition> = {}): Edition {
  return v.parse(EditionSchema, {
    schema: 1,
    status: 'complete',
    article: {
      id,
      revision,
      title: 'Un titre',
      languages: ['fr', 'en'],
      uploadedAt: '2026-11-23T10:15:00Z',
      source: { key: 'uploads/a.txt', versionId: 'v', bytes: 3 },
    },
    paragraphs: [],
    audio: {},
    downloads: [],
    warnings: [],
    ...changes,
  });
}

const keep = (edition: Edition) =>
  library.objects.set(`articles/${id}/edition.json`, { body: JSON.stringify(edition) });
const version = (words: string) => ({ text: words, sentences: [], spoken: [] });

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></textarea><svg onload=alert(1)>',
  '&lt;script&gt; & co',
  ']]><!--',
  'javascript:alert(1)',
  '\u202E<b>',
];

/** All tags of a page with their attributes. */
const tagsOf = (page: string) => page.match(/<\/?[a-z][^>]*>/gi) ?? [];

describe('the page of an article', () => {
  it('shows both texts paragraph by paragraph, each in its language and of its kind', async () => {
    keep(
      editionOf({
        paragraphs: [
          { index: 0, kind: 'title', versions: { fr: version('Le titre'), en: version('The title') } },
          {
            index: 1,
            kind: 'quote',
            versions: { fr: version('« Oui »'), en: { ...version('“Yes”'), origin: 'machine' } },
          },
          { index: 2, kind: 'listItem', versions: { fr: version('un') } },
        ],
      }),
    );
    const page = await (await library.get(`/article/${id}`)).text();
    expect(page).toContain(
      '<div lang="fr"><h2 class="title">Le titre</h2></div><div lang="en"><h2 class="title">The title</h2></div>',
    );
    expect(page).toContain('<div lang="fr"><blockquote><p>« Oui »</p></blockquote></div>');
    expect(page).toContain('<div lang="fr"><ul><li>un</li></ul></div><div></div>');
    expect(page).toContain('machine translation');
    expect(page).not.toContain('http-equiv');
    expect(page).not.toContain('<script');
  });

  it('plays all recordings, with labels, and offers the downloads by their size', async () => {
    const audio = {
      fr: { file: 'article.fr.mp3', durationMs: 187_400 },
      en: { file: 'article.en.mp3', durationMs: 59_600 },
      'fr-en': { file: 'article.fr-en.mp3', durationMs: 247_000 },
    };
    const downloads = [{ file: 'été & co.txt', type: 'text/plain', language: 'fr', bytes: 1234 }];
    keep(editionOf({ audio, downloads }));
    const page = await (await library.get(`/article/${id}`)).text();
    expect(page).toContain(`aria-labelledby="listen-fr" src="/articles/${id}/${revision}/article.fr.mp3"`);
    expect(page).toMatch(/id="listen-en">Listen in English <span[^>]*>1:00</);
    expect(page).toMatch(/id="listen-fr-en">Listen in French, then English <span[^>]*>4:07</);
    expect(page).toMatch(/id="listen-fr">Listen in French <span[^>]*>3:07</);
    expect(page).toContain(`href="/articles/${id}/${revision}/%C3%A9t%C3%A9%20%26%20co.txt" download`);
    expect(page).toContain('1.2 kB');
  });

  it('says what went wrong, and what to do', async () => {
    const error = {
      code: 'NotText',
      message: 'It is a picture.',
      place: 'uploads/a.txt',
      remedy: 'Upload a text.',
    } as const;
    keep(editionOf({ status: 'failed', error, warnings: [{ code: 'Mojibake', message: 'Doubtful.', paragraph: 2 }] }));
    const page = await (await library.get(`/article/${id}`)).text();
    for (const words of [
      'NotText',
      'It is a picture.',
      'uploads/a.txt',
      'Upload a text.',
      'Mojibake',
      '(paragraph 3)',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('looks again by itself only while the article is being made', async () => {
    keep(editionOf({ status: 'narrating' }));
    expect(await (await library.get(`/article/${id}`)).text()).toContain('<meta http-equiv="refresh" content="3">');
  });

  it.each(attacks)('escapes %j wherever it stands', async attack => {
    const harmless = editionOf(everywhere('x'));
    keep(harmless);
    const expected = tagsOf(await (await library.get(`/article/${id}`)).text());
    keep(editionOf(everywhere(attack)));
    const page = await (await library.get(`/article/${id}`)).text();
    // The very same tags; in the attributes the attack is escaped or encoded.
    expect(tagsOf(page).map(tag => tag.split(/[\s>]/)[0])).toEqual(expected.map(tag => tag.split(/[\s>]/)[0]));
    expect(page).not.toMatch(/<(?:script|img|svg|b)\b/i);
    expect(page).not.toMatch(/(?:href|src)="javascript:/i);
    expect(tagsOf(page).some(tag => /\son\w+\s*=\s*['"]?alert/i.test(tag.replaceAll(/"[^"]*"/g, '""')))).toBe(false);
  });

  function everywhere(words: string): Partial<Edition> {
    const { article } = editionOf();
    return {
      article: { ...article, title: words, uploadedAt: words },
      paragraphs: [{ index: 0, kind: 'text', versions: { fr: version(words), en: version(words) } }],
      audio: { fr: { file: words, durationMs: 1 } },
      downloads: [{ file: words, type: words, language: 'fr', bytes: 1 }],
      warnings: [{ code: words, message: words }],
      error: { code: 'NotText', message: words, place: words, remedy: words },
    };
  }

  it.each(['/article/nobody-a1b2c3', '/article/', '/article/Telegram', `/article/${id}/`])(
    'is not at %s',
    async path => {
      expect((await library.get(path)).status).toBe(404);
    },
  );
});

describe('the page of the library', () => {
  const entry: LibraryList['articles'][number] = {
    id,
    revision,
    title: 'Un titre',
    status: 'complete',
    languages: ['fr', 'en'],
    uploadedAt: '2026-11-23T10:15:00Z',
    durationMs: { fr: 61_000 },
  };
  const list = (...articles: LibraryList['articles']) =>
    library.objects.set('library.json', { body: JSON.stringify({ schema: 1, articles }) });

  it('says how to add the first article', async () => {
    expect(await (await library.get('/')).text()).toContain('npx diglot add FILE --local');
  });

  it('lists the articles with status, languages and a link', async () => {
    list(entry, { ...entry, id: 'autre-000000', status: 'partial' });
    const page = await (await library.get('/')).text();
    expect(page).toContain(`<a href="/article/${id}" lang="fr">Un titre</a>`);
    expect(page).toContain('French 1:01 · English');
    expect(page).toContain('<span class="status partial">partial</span>');
    expect(page).not.toContain('http-equiv');
  });

  it('looks again by itself while an article is being made', async () => {
    list({ ...entry, status: 'narrating' });
    expect(await (await library.get('/')).text()).toContain('http-equiv="refresh"');
  });

  it.each(attacks)('escapes %j', async attack => {
    list({ ...entry, title: attack, id: attack, uploadedAt: attack });
    const page = await (await library.get('/')).text();
    expect(page).not.toMatch(/<(?:script|img|svg|b)\b/i);
    expect(page).not.toContain("' onmouseover");
  });
});
