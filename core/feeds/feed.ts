import { compareText } from '../compare-text.ts';
import type { LibraryEntry, LibraryList } from '../edition/library-list.ts';
import type { Track } from '../edition/timeline.ts';
import { feedKey } from '../keys.ts';
import { block, element, type Markup, xmlDocument } from '../markup.ts';
import { feedGuid } from './feed-guid.ts';
import { coverUrl, type Episode, feedItem } from './item.ts';
import { feedWords } from './words.ts';

/**
 * Items of a feed: the newest of a library of many years. What podcast directories read at most is in the thousands, but
 * a player fetches the whole file every hour; an item takes some 2 KB.
 */
export const maxItems = 300;

/**
 * A podcast of all articles that are published, the newest first.
 * @param siteUrl where readers find the library, without a slash at its end
 * @see https://www.rssboard.org/rss-specification; https://podcasters.apple.com/support/823-podcast-requirements;
 * https://podcastindex.org/namespace/1.0
 */
export async function podcastFeed({ articles }: LibraryList, track: Track, siteUrl: string): Promise<string> {
  const self = `${siteUrl}/${feedKey(track)}`;
  const episodes = episodesOf(articles, track);
  const channel = block(
    'channel',
    {},
    element('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
    ...(await channelHead(track, siteUrl, self)),
    ...pictureOf(episodes, track, siteUrl),
    ...episodes.map(episode => feedItem(episode, track, siteUrl)),
  );
  return xmlDocument(block('rss', { version: '2.0', ...namespaces }, channel));
}

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
};

function episodesOf(articles: readonly LibraryEntry[], track: Track): Episode[] {
  return articles
    .flatMap(({ id, published }) => {
      const recording = published?.tracks[track];
      return published === undefined || recording === undefined ? [] : { id, published, recording };
    })
    .sort((a, b) => compareText(b.published.publishedAt, a.published.publishedAt) || compareText(a.id, b.id))
    .slice(0, maxItems);
}

async function channelHead(track: Track, siteUrl: string, self: string): Promise<Markup[]> {
  const { title, description, language } = feedWords[track];
  return [
    element('title', {}, title),
    element('link', {}, `${siteUrl}/`),
    element('description', {}, description),
    element('language', {}, language),
    element('generator', {}, 'Diglot'),
    element('itunes:author', {}, 'Diglot'),
    element('itunes:type', {}, 'episodic'),
    element('itunes:explicit', {}, 'false'),
    element('itunes:category', { text: 'Education' }, element('itunes:category', { text: 'Language Learning' })),
    element('podcast:guid', {}, await feedGuid(self)),
    element('podcast:medium', {}, 'podcast'),
  ];
}

/** A library has no picture of its own: its feeds bear that of the newest article that has one. */
function pictureOf(episodes: readonly Episode[], track: Track, siteUrl: string): Markup[] {
  const newest = episodes.find(({ published }) => published.cover !== undefined);
  const url = newest === undefined ? undefined : coverUrl(newest, siteUrl);
  if (url === undefined) return [];
  const { title } = feedWords[track];
  const image = block(
    'image',
    {},
    element('url', {}, url),
    element('title', {}, title),
    element('link', {}, `${siteUrl}/`),
  );
  return [image, element('itunes:image', { href: url })];
}
