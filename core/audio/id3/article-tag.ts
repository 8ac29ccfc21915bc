import { type Chapter, chaptersOf } from '../../captions/chapters.ts';
import { sentenceCues } from '../../captions/cues.ts';
import { oneLine } from '../../edition/one-line.ts';
import { recordingTitle, titleIn } from '../../edition/recording-title.ts';
import type { Edition } from '../../edition/schema.ts';
import { type Spoken, type Track, timeline, tracks } from '../../edition/timeline.ts';
import { type Language, languages, sourceLanguage } from '../../languages.ts';
import {
  chapterFrame,
  contentsFrame,
  id3Tag,
  type LyricsLine,
  lyricsFrame,
  pictureFrame,
  textFrame,
} from './frames.ts';

/** A cover picture as a file holds it. */
export interface Picture {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** ISO 639-2, as ID3 wants it. */
const languageCodes: Readonly<Record<Language, string>> = { fr: 'fra', en: 'eng' };

/**
 * A player reads the whole tag before the first sound, so a book must not bury it. Lyrics longer than this are left out
 * as a whole, as half of them would mislead: about four hours of speech come to as much. A table of contents counts to
 * 255, and readers know no tables of tables: of more chapters some are left out, evenly. The title of a chapter is cut
 * where its length would need a second byte, which ffmpeg takes for another number than it is, and drops the chapter.
 * The chapters and captions beside the recording have all of it.
 */
export const tagLimits = { maxChapters: 255, maxChapterTitleBytes: 126, maxLyricsBytes: 256 * 1024 } as const;

/**
 * The ID3v2.4 tag in front of a recording: titles, languages, chapters, synchronised lyrics and the cover. No date:
 * the same article uploaded again gives the same bytes.
 * @param edition its paragraphs with clips; its audio and downloads are not looked at
 */
export function articleTag(edition: Edition, track: Track, cover: Picture): Uint8Array<ArrayBuffer> {
  const spoken = timeline(edition.paragraphs, track);
  const heard = languages.filter(language => tracks[track].some(other => other === language));
  return id3Tag([
    textFrame('TIT2', recordingTitle(edition, track)),
    textFrame('TPE1', 'Diglot'),
    textFrame('TALB', titleIn(edition, sourceLanguage)),
    textFrame('TLAN', ...heard.map(language => languageCodes[language])),
    textFrame('TCON', 'Speech'),
    textFrame('TLEN', String(durationMs(spoken))),
    textFrame('TSSE', 'Diglot'),
    ...chapterFrames(chaptersOf(spoken), sourceLanguage),
    ...lyricsFrames(spoken, heard),
    pictureFrame(cover.mimeType, cover.bytes),
  ]);
}

function durationMs(spoken: readonly Spoken[]): number {
  const last = spoken.at(-1);
  return last === undefined ? 0 : Math.round(last.startMs + last.clip.durationMs);
}

/** The table of contents first, then the chapters in its order. */
function chapterFrames(chapters: readonly Chapter[], language: Language): Uint8Array[] {
  const kept = evenly(chapters, tagLimits.maxChapters).map((chapter, index) => ({ ...chapter, id: `chapter${index}` }));
  if (kept.length === 0) return [];
  const contents = contentsFrame(
    'contents',
    kept.map(({ id }) => id),
  );
  return [contents, ...kept.map(chapter => chapterFrame({ ...chapter, title: shortened(chapter.title, language) }))];
}

/** At most `max` chapters without a gap: what is left out belongs to the one before. */
function evenly(chapters: readonly Chapter[], max: number): Chapter[] {
  const step = Math.ceil(chapters.length / max);
  if (step <= 1) return [...chapters];
  const kept = chapters.filter((_, index) => index % step === 0);
  return kept.map((chapter, index) => ({ ...chapter, endMs: kept[index + 1]?.startMs ?? chapters.at(-1)?.endMs ?? 0 }));
}

function shortened(title: string, language: Language): string {
  if (utf8Bytes(title) <= tagLimits.maxChapterTitleBytes) return title;
  const ellipsis = '…';
  let kept = '';
  for (const { segment } of new Intl.Segmenter(language).segment(title)) {
    if (utf8Bytes(kept + segment + ellipsis) > tagLimits.maxChapterTitleBytes) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ellipsis}`;
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** One frame a language, as each names its own; none if together they are too long. */
function lyricsFrames(spoken: readonly Spoken[], heard: readonly Language[]): Uint8Array[] {
  const cues = sentenceCues(spoken);
  const frames = heard.map(language => {
    const lines: LyricsLine[] = cues
      .filter(cue => cue.language === language)
      .map(({ stretches, startMs }) => ({ text: oneLine(stretches.map(({ text }) => text).join('')).trim(), startMs }));
    return lyricsFrame(languageCodes[language], lines);
  });
  const bytes = frames.reduce((total, { length }) => total + length, 0);
  return bytes > tagLimits.maxLyricsBytes ? [] : frames;
}
