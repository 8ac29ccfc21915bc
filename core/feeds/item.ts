import type { Published } from '../edition/published.ts';
import { type Track, tracks } from '../edition/timeline.ts';
import { block, element, type Markup } from '../markup.ts';
import { pageAddresses } from '../page/addresses.ts';
import { feedWords } from './words.ts';

/** An article that a feed brings. */
export interface Episode {
  readonly id: string;
  readonly published: Published;
  readonly recording: NonNullable<Published['tracks'][Track]>;
}

/** An article as an episode. Its files lie beside its recording, under the recording's name. */
export function feedItem(episode: Episode, track: Track, siteUrl: string): Markup {
  const { id, published, recording } = episode;
  const page = `${siteUrl}/articles/${encodeURIComponent(id)}/`;
  const file = (name: string) => pageAddresses(`${siteUrl}/`, { id, revision: published.revision }).editionFile(name);
  const cover = coverUrl(episode, siteUrl);
  const { item, readAlong } = feedWords[track];
  return block(
    'item',
    {},
    element('title', {}, episodeTitle(episode, track)),
    element('link', {}, page),
    element('guid', { isPermaLink: 'false' }, id),
    element('pubDate', {}, new Date(published.publishedAt).toUTCString()),
    element('description', {}, `${item} ${readAlong} ${page}`),
    element('enclosure', { url: file(recording.file), length: String(recording.bytes), type: 'audio/mpeg' }),
    element('itunes:duration', {}, String(Math.round(recording.durationMs / 1_000))),
    element('itunes:episodeType', {}, 'full'),
    element('itunes:explicit', {}, 'false'),
    cover === undefined ? undefined : element('itunes:image', { href: cover }),
    ...transcripts(track, file),
    element('podcast:chapters', { url: file(`article.${track}.chapters.json`), type: 'application/json+chapters' }),
  );
}

function episodeTitle({ id, published }: Episode, track: Track): string {
  const titles = tracks[track].map(language => published.titles[language] ?? id);
  return [...new Set(titles)].join(' · ');
}

/** Of a recording in two languages the captions say themselves which is heard. */
function transcripts(track: Track, file: (name: string) => string): Markup[] {
  const language = track === 'fr-en' ? undefined : track;
  return [
    ['vtt', 'text/vtt'],
    ['srt', 'application/x-subrip'],
  ].map(([extension, type]) =>
    element('podcast:transcript', { url: file(`article.${track}.${extension}`), type, language, rel: 'captions' }),
  );
}

/** The absolute address of an article's cover. */
export function coverUrl({ id, published }: Episode, siteUrl: string): string | undefined {
  const { cover, revision } = published;
  return cover === undefined ? undefined : pageAddresses(`${siteUrl}/`, { id, revision }).editionFile(cover);
}
