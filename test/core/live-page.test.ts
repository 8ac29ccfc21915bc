import { describe, expect, it } from 'vitest';
import { failedEdition } from '../../core/edition/build.ts';
import { writeLiveEdition } from '../../core/edition/live.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { articlePageKey, editionKey } from '../../core/keys.ts';
import { articlePage } from '../../core/page/article-page.ts';
import type { Library } from '../../core/ports.ts';
import { type MemoryLibrary, memoryLibrary } from '../support/memory-library.ts';
import { upload } from '../support/samples.ts';

const error = { code: 'EmptyArticle', message: 'Nothing to read.', remedy: 'Write something.' } as const;
const pageKey = articlePageKey(upload.articleId);

function edition(revision: string, status: Edition['status']): Edition {
  const { error: _, ...rest } = failedEdition({ ...upload, revision }, error);
  return { ...rest, status, article: { ...rest.article, title: `Titre ${revision}` } };
}

const pageIn = ({ objects }: MemoryLibrary) => new TextDecoder().decode(objects.get(pageKey)?.bytes);
const pageOf = (shown: Edition) => articlePage(shown, { root: '/' });

/** A library in which the writer of a page is held up until `release` is called. */
function heldUp(library: MemoryLibrary) {
  const released = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const slow: Library = {
    ...library,
    async writeFile(key, content, about) {
      if (key === pageKey) {
        reached.resolve();
        await released.promise;
      }
      await library.writeFile(key, content, about);
    },
  };
  return { slow, reached: reached.promise, release: () => released.resolve() };
}

describe('the page of an article', () => {
  it.each(['narrating', 'partial', 'complete'] as const)('shows a %s edition', async status => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('01', status));
    expect(pageIn(library)).toBe(pageOf(edition('01', status)));
  });

  it('says why an edition failed', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, failedEdition(upload, error));
    expect(pageIn(library)).toContain('Write something.');
  });

  it('of an older revision, written late, does not stay', async () => {
    const library = memoryLibrary();
    const { slow, reached, release } = heldUp(library);
    const late = writeLiveEdition(slow, edition('01', 'complete'));
    await reached;
    await writeLiveEdition(library, edition('02', 'narrating'));
    expect(pageIn(library)).toBe(pageOf(edition('02', 'narrating')));
    release();
    await late;
    expect(pageIn(library)).toBe(pageOf(edition('02', 'narrating')));
  });

  it('of an earlier state of the same revision does not stay either', async () => {
    const library = memoryLibrary();
    const { slow, reached, release } = heldUp(library);
    const late = writeLiveEdition(slow, edition('01', 'narrating'));
    await reached;
    await writeLiveEdition(library, edition('01', 'complete'));
    release();
    await late;
    expect(pageIn(library)).toBe(pageOf(edition('01', 'complete')));
  });

  it('that a killed writer left behind is mended when its step is run again', async () => {
    const library = memoryLibrary();
    await writeLiveEdition(library, edition('02', 'complete'));
    // What is left if the writer of revision 01 is killed between its page and its second look.
    const stale = new TextEncoder().encode(pageOf(edition('01', 'complete')));
    await library.writeFile(pageKey, stale, { type: 'text/html', bytes: stale.length });
    expect(await writeLiveEdition(library, edition('01', 'complete'))).toBe('superseded');
    expect(pageIn(library)).toBe(pageOf(edition('02', 'complete')));
  });

  it('is that of the live edition, whatever the order in which twelve writers come', async () => {
    const library = memoryLibrary();
    const revisions = Array.from({ length: 6 }, (_, index) => String(index).padStart(2, '0'));
    const writers = revisions.flatMap(revision => [edition(revision, 'narrating'), edition(revision, 'complete')]);
    await Promise.allSettled(writers.toReversed().map(one => writeLiveEdition(library, one)));
    // As Step Functions would, those who gave up come once more.
    for (const one of writers) await writeLiveEdition(library, one);
    expect(library.json(editionKey(upload.articleId))).toMatchObject({
      article: { revision: '05' },
      status: 'complete',
    });
    expect(pageIn(library)).toBe(pageOf(edition('05', 'complete')));
  });

  it('waits for nobody who writes no edition: an unreadable manifest leaves the page as it was written', async () => {
    const library = memoryLibrary();
    const broken: Library = {
      ...library,
      async writeFile(key, content, about) {
        await library.writeFile(key, content, about);
        if (key === pageKey) await library.writeJson(editionKey(upload.articleId), { schema: 99 });
      },
    };
    expect(await writeLiveEdition(broken, edition('01', 'complete'))).toBe('written');
    expect(pageIn(library)).toBe(pageOf(edition('01', 'complete')));
  });
});
