import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { failedEdition } from '../../core/edition/build.ts';
import { LibraryListSchema, listEdition } from '../../core/edition/library-list.ts';
import { liveRevision, writeLiveEdition } from '../../core/edition/live.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { editionKey, libraryKey, libraryPageKey } from '../../core/keys.ts';
import { spokenParagraphs } from '../support/editions.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { upload } from '../support/samples.ts';

const error = { code: 'EmptyArticle', message: 'Nothing to read.', remedy: 'Write something.' } as const;

function edition(revision: string, status: Edition['status'], id = upload.articleId): Edition {
  const { error: _, ...rest } = failedEdition({ ...upload, articleId: id, revision }, error);
  return { ...rest, status };
}

describe('the live edition', () => {
  it('is replaced by a newer revision', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('01', 'complete'));
    expect(await writeLiveEdition(library, edition('02', 'narrating'))).toBe('written');
    expect(await liveRevision(library, upload.articleId)).toBe('02');
  });

  it('is never replaced by an older revision that ends late', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('02', 'narrating'));
    expect(await writeLiveEdition(library, edition('01', 'complete'))).toBe('superseded');
    expect(await liveRevision(library, upload.articleId)).toBe('02');
  });

  it('is not opened again once it is complete, when a step is run twice', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('01', 'complete'));
    expect(await writeLiveEdition(library, edition('01', 'narrating'))).toBe('superseded');
  });

  it('of a failed revision may be tried again', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('01', 'failed'));
    expect(await writeLiveEdition(library, edition('01', 'narrating'))).toBe('written');
  });

  it('is the newest of 20 revisions that race', async () => {
    const library = memoryLibrary();
    const revisions = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, '0'));
    await Promise.allSettled(revisions.map(revision => writeLiveEdition(library, edition(revision, 'complete'))));
    const live = await liveRevision(library, upload.articleId);
    // A writer may give up as contended, to be tried again; what is live must then be the newest that did write.
    await Promise.all(revisions.slice(-1).map(revision => writeLiveEdition(library, edition(revision, 'complete'))));
    expect(live).toBeDefined();
    expect(await liveRevision(library, upload.articleId)).toBe('19');
  });

  it('replaces a manifest that nobody can read', async () => {
    const library = memoryLibrary();
    await library.writeJson(editionKey(upload.articleId), { schema: 99 });
    expect(await writeLiveEdition(library, edition('01', 'narrating'))).toBe('written');
  });
});

describe('the list of the library', () => {
  it('holds each article once, the newest upload first', async () => {
    const library = memoryLibrary();
    const at = (id: string, uploadedAt: string) => {
      const made = edition('01', 'complete', id);
      return { ...made, article: { ...made.article, uploadedAt } };
    };
    await writeLiveEdition(library, at('old-000000', '2026-01-01T00:00:00Z'));
    await writeLiveEdition(library, at('new-000000', '2026-02-01T00:00:00Z'));
    await writeLiveEdition(library, at('old-000000', '2026-01-01T00:00:00Z'));
    expect(library.json(libraryKey)).toMatchObject({ articles: [{ id: 'new-000000' }, { id: 'old-000000' }] });
  });

  it('tells of each article its titles, its size and why it failed', async () => {
    const library = memoryLibrary();
    const version = (text: string) => ({ text, sentences: [], spoken: [] });
    const title = { kind: 'title', versions: { fr: version('Le temps'), en: version('Time') } } as const;
    const text = { kind: 'text', versions: { fr: version('Il passe.') } } as const;
    const paragraphs = [
      { index: 0, ...title },
      { index: 1, ...text },
    ];
    await writeLiveEdition(library, { ...edition('01', 'partial', 'time-000000'), paragraphs, error });
    await writeLiveEdition(library, edition('01', 'complete', 'untitled-000000'));
    expect(library.json(libraryKey)).toMatchObject({
      articles: [
        { id: 'time-000000', titles: { fr: 'Le temps', en: 'Time' }, paragraphs: 2, error },
        { id: 'untitled-000000', titles: {}, paragraphs: 0 },
      ],
    });
  });

  const recorded = (revision: string, status: Edition['status'], uploadedAt: string): Edition => {
    const made = edition(revision, status);
    return {
      ...made,
      article: { ...made.article, uploadedAt, title: 'Le temps\nici' },
      paragraphs: spokenParagraphs({ kind: 'title', fr: ['Le temps\nici'], en: ['The weather'] }),
      audio: { fr: { file: 'article.fr.mp3', durationMs: 900 } },
      downloads: [
        { file: 'article.fr.mp3', type: 'audio/mpeg', language: 'fr', bytes: 7_200 },
        { file: 'cover.png', type: 'image/png', language: 'fr', bytes: 70 },
      ],
    };
  };
  const first = recorded('01', 'complete', '2026-01-01T00:00:00Z');
  const published = {
    revision: '01',
    publishedAt: '2026-01-01T00:00:00Z',
    titles: { fr: 'Le temps ici', en: 'The weather' },
    tracks: { fr: { file: 'article.fr.mp3', bytes: 7_200, durationMs: 900 } },
    cover: 'cover.png',
  };
  const entryAfter = async (...editions: readonly Edition[]) => {
    const library = memoryLibrary();
    for (const made of editions) await listEdition(library, made);
    return v.parse(LibraryListSchema, library.json(libraryKey)).articles[0];
  };

  it('tells what is published of an article, and keeps it while another revision is narrated or where that failed', async () => {
    expect(await entryAfter(edition('01', 'narrating'))).not.toHaveProperty('published');
    expect((await entryAfter(first))?.published).toEqual(published);
    for (const status of ['narrating', 'failed'] as const) {
      const entry = await entryAfter(first, edition('02', status));
      expect(entry).toMatchObject({ revision: '02', status });
      expect(entry?.published).toEqual(published);
    }
  });

  it('has of a corrected article what is new, and when it was first published', async () => {
    const entry = await entryAfter(first, recorded('02', 'partial', '2026-02-02T00:00:00Z'));
    expect(entry?.published).toEqual({ ...published, revision: '02' });
    expect(entry?.uploadedAt).toBe('2026-02-02T00:00:00Z');
  });

  it('is not put back by an edition that comes late', async () => {
    const second = recorded('02', 'complete', '2026-02-02T00:00:00Z');
    expect(await entryAfter(first, second, first)).toEqual(await entryAfter(first, second));
    // Yet what is published first is better than nothing, while the newer one is narrated.
    const entry = await entryAfter(edition('02', 'narrating'), first);
    expect(entry).toMatchObject({ revision: '02', status: 'narrating', published });
  });

  it('may be one that was written before it told what is published', async () => {
    const library = memoryLibrary();
    const { published: _, ...old } = (await entryAfter(first)) ?? {};
    await library.writeJson(libraryKey, { schema: 1, articles: [{ ...old, id: 'old-000000' }] });
    await listEdition(library, first);
    expect(v.parse(LibraryListSchema, library.json(libraryKey)).articles).toHaveLength(2);
  });

  it('has a page of the newest list, however late the page of an older one is written', async () => {
    const library = memoryLibrary();
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let isFirst = true;
    const slow: typeof library = {
      ...library,
      async writeFile(key, content, about) {
        if (key === libraryPageKey && isFirst) {
          isFirst = false;
          reached.resolve();
          await gate.promise;
        }
        await library.writeFile(key, content, about);
      },
    };
    const late = writeLiveEdition(slow, edition('01', 'complete', 'late-000000'));
    await reached.promise;
    await writeLiveEdition(library, edition('01', 'complete', 'soon-000000'));
    gate.resolve();
    await late;
    const page = new TextDecoder().decode(await library.readFile(libraryPageKey));
    for (const id of ['late-000000', 'soon-000000']) expect(page).toContain(`href="/articles/${id}/"`);
  });

  it('loses none of ten articles that are published at once, and its page shows all of them', async () => {
    const library = memoryLibrary();
    const ids = Array.from({ length: 10 }, (_, index) => `article-00000${index}`);
    await Promise.all(ids.map(id => writeLiveEdition(library, edition('01', 'complete', id))));
    expect(library.json(libraryKey)).toMatchObject({ articles: ids.map(id => ({ id })) });
    const page = new TextDecoder().decode(await library.readFile(libraryPageKey));
    for (const id of ids) expect(page).toContain(`href="/articles/${id}/"`);
  });
});
