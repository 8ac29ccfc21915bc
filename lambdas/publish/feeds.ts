import * as v from 'valibot';
import { LibraryListSchema } from '../../core/edition/library-list.ts';
import { trackNames } from '../../core/edition/timeline.ts';
import { DiglotError } from '../../core/errors.ts';
import { podcastFeed } from '../../core/feeds/feed.ts';
import { feedKey, libraryKey } from '../../core/keys.ts';
import type { Library } from '../../core/ports.ts';

const writeAttempts = 20;

/**
 * Writes the podcasts of the library as its list is now. Whoever has written looks whether the list is still the same, and
 * writes again if its feeds would differ: so the last of several that publish at once leaves the feeds of the last list.
 * @throws DiglotError WriteContended (retryable) if the list changed time and again
 */
export async function publishFeeds(library: Library, siteUrl: string): Promise<void> {
  let feeds = await feedsNow(library, siteUrl);
  for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
    for (const { key, xml } of feeds) {
      const bytes = new TextEncoder().encode(xml);
      await library.writeFile(key, bytes, { type: 'application/rss+xml; charset=utf-8', bytes: bytes.length });
    }
    const written = feeds;
    feeds = await feedsNow(library, siteUrl);
    if (feeds.every(({ xml }, index) => xml === written[index]?.xml)) return;
  }
  throw new DiglotError({
    code: 'WriteContended',
    message: `Others changed the list of the library while its feeds were written, ${writeAttempts} times in a row.`,
    place: libraryKey,
    remedy: 'Nothing to do: the step is tried again.',
  });
}

async function feedsNow(library: Library, siteUrl: string) {
  const existing = await library.readJson(libraryKey);
  const list = existing === undefined ? undefined : v.parse(LibraryListSchema, existing.value);
  return Promise.all(
    trackNames.map(async track => ({
      key: feedKey(track),
      xml: await podcastFeed(list ?? { schema: 1, articles: [] }, track, siteUrl),
    })),
  );
}
