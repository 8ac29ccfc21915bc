import type { Language } from '../languages.ts';
import { roundMs } from '../milliseconds.ts';
import type { Edition, Paragraph, PlacedClip, Version } from './schema.ts';

/** An article's recordings, by the name that their files carry. */
export type Track = keyof Edition['audio'];

/** Which languages each recording speaks, paragraph by paragraph. */
export const tracks = {
  fr: ['fr'],
  en: ['en'],
  'fr-en': ['fr', 'en'],
} as const satisfies Readonly<Record<Track, readonly Language[]>>;

export const trackNames = ['fr', 'en', 'fr-en'] as const satisfies readonly Track[];

/** What pages call them, in their own languages. */
export const trackTitles = {
  fr: 'Français',
  en: 'English',
  'fr-en': 'Français – English',
} as const satisfies Readonly<Record<Track, string>>;

/** A paragraph that is heard in a recording, and when. */
export interface Spoken {
  readonly paragraph: Paragraph;
  readonly language: Language;
  readonly version: Version;
  readonly clip: PlacedClip;
  /** In the recording. Only in one of a single language is this the clip's own `startMs`. */
  readonly startMs: number;
}

/** What is heard in a recording, in order, each clip where those before it end; what has no clip is not heard. */
export function timeline(paragraphs: readonly Paragraph[], track: Track): Spoken[] {
  const spoken: Spoken[] = [];
  let endMs = 0;
  for (const paragraph of paragraphs) {
    for (const language of tracks[track]) {
      const version = paragraph.versions[language];
      if (version?.clip === undefined) continue;
      spoken.push({ paragraph, language, version, clip: version.clip, startMs: roundMs(endMs) });
      endMs += version.clip.durationMs;
    }
  }
  return spoken;
}
