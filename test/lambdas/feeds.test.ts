import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { listEdition } from '../../core/edition/library-list.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { trackNames } from '../../core/edition/timeline.ts';
import { feedKey } from '../../core/keys.ts';
import { publishFeeds } from '../../lambdas/publish/feeds.ts';
import { editionOf, spokenParagraphs } from '../support/editions.ts';
import { type MemoryLibrary, memoryLibrary } from '../support/memory-library.ts';

const siteUrl = 'https://diglot.example';

function recorded(id: string): Edition {
  const made = editionOf(spokenParagraphs({ fr: ['Il pleut.'], en: ['It rains.'] }), id);
  const downloads = trackNames.map(track => ({
    file: `article.${track}.mp3`,
    type: 'audio/mpeg',
    language: track,
    bytes: 1,
  }));
  return { ...made, article: { ...made.article, id }, downloads };
}

async function guidsOf(library: MemoryLibrary): Promise<(string | undefined)[][]> {
  return Promise.all(
    trackNames.map(async track => {
      const xml = new TextDecoder().decode(library.objects.get(feedKey(track))?.bytes);
      return (await new RssParser().parseString(xml)).items.map(({ guid }) => guid);
    }),
  );
}

describe('the feeds', () => {
  it('bring every article of ten that are published at once', async () => {
    const library = memoryLibrary();
    const ids = Array.from({ length: 10 }, (_, index) => `article-${index}`);
    await Promise.all(
      ids.map(async id => {
        await listEdition(library, recorded(id));
        await publishFeeds(library, siteUrl);
      }),
    );
    expect(await guidsOf(library)).toEqual([ids, ids, ids]);
  });

  it('are written again by who wrote late, over those of a list that has changed', async () => {
    const library = memoryLibrary();
    await listEdition(library, recorded('first'));
    let overtaken = false;
    const slow: MemoryLibrary = {
      ...library,
      // Another execution publishes, its feeds and all, while these are on their way.
      async writeFile(...written) {
        if (!overtaken) {
          overtaken = true;
          await listEdition(library, recorded('second'));
          await publishFeeds(library, siteUrl);
        }
        await library.writeFile(...written);
      },
    };
    await publishFeeds(slow, siteUrl);
    expect(await guidsOf(library)).toEqual(trackNames.map(() => ['first', 'second']));
  });

  it('are tried again later where the list never rests', async () => {
    const library = memoryLibrary();
    let articles = 0;
    const restless: MemoryLibrary = {
      ...library,
      async writeFile(...written) {
        articles += 1;
        await listEdition(library, recorded(`article-${articles}`));
        await library.writeFile(...written);
      },
    };
    await expect(publishFeeds(restless, siteUrl)).rejects.toMatchObject({ code: 'WriteContended' });
  });

  it('of a library without articles are feeds without items', async () => {
    const library = memoryLibrary();
    await publishFeeds(library, siteUrl);
    expect(await guidsOf(library)).toEqual([[], [], []]);
  });
});
