import * as v from 'valibot';
import { languages } from '../languages.ts';
import { titleIn } from './recording-title.ts';
import { byLanguage, type Edition } from './schema.ts';
import { type Track, trackNames } from './timeline.ts';

const PublishedTrackSchema = v.object({ file: v.string(), bytes: v.number(), durationMs: v.number() });

/**
 * The last revision of an article that was published: what a feed needs of it, so that its item stays while a newer
 * revision is narrated, or where that failed.
 */
export const PublishedSchema = v.object({
  revision: v.string(),
  /** When the first revision that was published was uploaded, ISO 8601: a correction makes no new episode. */
  publishedAt: v.string(),
  /** In one line, not empty. */
  titles: byLanguage(v.string()),
  /** The recordings by name. */
  tracks: v.object({
    fr: v.exactOptional(PublishedTrackSchema),
    en: v.exactOptional(PublishedTrackSchema),
    'fr-en': v.exactOptional(PublishedTrackSchema),
  }),
  /** A picture, where there is one. */
  cover: v.exactOptional(v.string()),
});
export type Published = v.InferOutput<typeof PublishedSchema>;

/**
 * What is published of an article once `edition` is its live one.
 * @param earlier what was until then
 */
export function publishedOf(edition: Edition, earlier: Published | undefined): Published | undefined {
  const { article, status, downloads } = edition;
  if (status !== 'complete' && status !== 'partial') return earlier;
  const cover = downloads.find(({ type }) => type === 'image/png')?.file;
  return {
    revision: article.revision,
    publishedAt: earlier?.publishedAt ?? article.uploadedAt,
    titles: Object.fromEntries(languages.map(language => [language, titleIn(edition, language)])),
    tracks: Object.fromEntries(trackNames.flatMap(track => recordingOf(edition, track))),
    ...(cover === undefined ? {} : { cover }),
  };
}

function recordingOf({ audio, downloads }: Edition, track: Track): [Track, Published['tracks'][Track]][] {
  const { file, durationMs } = audio[track] ?? {};
  const bytes = downloads.find(download => download.file === file)?.bytes;
  return file === undefined || durationMs === undefined || bytes === undefined
    ? []
    : [[track, { file, bytes, durationMs }]];
}
