import { chaptersOf } from '../../core/captions/chapters.ts';
import { sentenceCues } from '../../core/captions/cues.ts';
import { jsonChapters } from '../../core/captions/json-chapters.ts';
import { srtCaptions } from '../../core/captions/srt.ts';
import { webvttCaptions, webvttChapters } from '../../core/captions/webvtt.ts';
import type { Upload } from '../../core/contracts/steps.ts';
import { bilingualPage } from '../../core/edition/bilingual-page.ts';
import { editionTmx } from '../../core/edition/edition-tmx.ts';
import { markdownText } from '../../core/edition/markdown.ts';
import { plainText } from '../../core/edition/plain-text.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { type Track, timeline, trackNames } from '../../core/edition/timeline.ts';
import { editionFileKey } from '../../core/keys.ts';
import { type Language, languages } from '../../core/languages.ts';
import type { Library } from '../../core/ports.ts';

/** A file of text that is made when its turn comes: one at a time is in memory. */
interface TextFile {
  readonly file: string;
  readonly type: string;
  readonly language: Track;
  readonly content: () => string;
}

/**
 * Writes an edition's texts and captions, by which it is read without the player.
 * @param edition with its paragraphs and recordings
 */
export async function publishTexts(
  library: Library,
  { articleId, revision }: Upload,
  edition: Edition,
): Promise<Edition['downloads']> {
  const files = [
    ...languages.flatMap(language => textsIn(edition, language)),
    ...pairedTexts(edition),
    ...trackNames.flatMap(track => captionsOf(edition, track)),
  ];
  const downloads: Edition['downloads'] = [];
  for (const { file, type, language, content } of files) {
    const bytes = new TextEncoder().encode(content());
    const about = { type, bytes: bytes.length };
    await library.writeFile(editionFileKey(articleId, revision, file), bytes, about);
    downloads.push({ file, language, ...about });
  }
  return downloads;
}

function textsIn({ paragraphs }: Edition, language: Language): TextFile[] {
  const name = `article.${language}`;
  return [
    { file: `${name}.txt`, type: types.txt, language, content: () => plainText(paragraphs, language) },
    { file: `${name}.md`, type: types.md, language, content: () => markdownText(paragraphs, language) },
  ];
}

function pairedTexts(edition: Edition): TextFile[] {
  const language = 'fr-en';
  return [
    { file: 'article.fr-en.html', type: types.html, language, content: () => bilingualPage(edition) },
    { file: 'article.fr-en.tmx', type: types.tmx, language, content: () => editionTmx(edition, 'en') },
  ];
}

/** Word for word, line by line, and as chapters: for browsers, for podcast players and for all others. */
function captionsOf({ paragraphs }: Edition, track: Track): TextFile[] {
  const spoken = timeline(paragraphs, track);
  const name = `article.${track}`;
  const language = track;
  const chapters = () => chaptersOf(spoken);
  return [
    { file: `${name}.vtt`, type: types.vtt, language, content: () => webvttCaptions(sentenceCues(spoken)) },
    { file: `${name}.srt`, type: types.srt, language, content: () => srtCaptions(sentenceCues(spoken)) },
    { file: `${name}.chapters.vtt`, type: types.vtt, language, content: () => webvttChapters(chapters()) },
    { file: `${name}.chapters.json`, type: types.chapters, language, content: () => jsonChapters(chapters()) },
  ];
}

const types = {
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  // No type is registered for TMX.
  tmx: 'application/x-tmx+xml',
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  // As the Podcast Namespace has it.
  chapters: 'application/json+chapters',
} as const;
