import { chaptersOf } from '../../core/captions/chapters.ts';
import { sentenceCues } from '../../core/captions/cues.ts';
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

/** Word for word and as chapters for players of one language; a recording of two has its captions in turn. */
function captionsOf({ paragraphs }: Edition, track: Track): TextFile[] {
  const spoken = timeline(paragraphs, track);
  const name = `article.${track}`;
  const vtt: TextFile = {
    file: `${name}.vtt`,
    type: types.vtt,
    language: track,
    content: () => webvttCaptions(sentenceCues(spoken)),
  };
  if (track === 'fr-en') return [vtt];
  return [
    vtt,
    { file: `${name}.srt`, type: types.srt, language: track, content: () => srtCaptions(sentenceCues(spoken)) },
    {
      file: `${name}.chapters.vtt`,
      type: types.vtt,
      language: track,
      content: () => webvttChapters(chaptersOf(spoken)),
    },
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
} as const;
