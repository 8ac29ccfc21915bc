import type { Upload } from '../../core/contracts/steps.ts';
import type { NarrationDocument } from '../../core/contracts/work.ts';
import type { ParagraphWork } from '../../core/edition/build.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { clipFile, editionFileKey } from '../../core/keys.ts';
import { languages } from '../../core/languages.ts';
import { roundMs } from '../../core/milliseconds.ts';
import type { Library } from '../../core/ports.ts';

/** Writes `article.<language>.mp3` for each language: its clips, one after another. */
export async function publishAudio(
  library: Library,
  { articleId, revision }: Upload,
  work: readonly ParagraphWork[],
): Promise<Pick<Edition, 'audio' | 'downloads'>> {
  const audio: Edition['audio'] = {};
  const downloads: Edition['downloads'] = [];
  for (const language of languages) {
    const clips = work.flatMap(({ narrations }) => narrations[language] ?? []);
    const file = `article.${language}.mp3`;
    const bytes = clips.reduce((total, clip) => total + clip.bytes, 0);
    const type = 'audio/mpeg';
    await library.writeFile(editionFileKey(articleId, revision, file), clipAudio(library, clips), { type, bytes });
    audio[language] = { file, durationMs: roundMs(clips.reduce((total, clip) => total + clip.durationMs, 0)) };
    downloads.push({ file, type, language, bytes });
  }
  return { audio, downloads };
}

/** The clips' bytes in order, one clip in memory at a time. Constant bit rate: they join without a seam. */
async function* clipAudio(library: Library, clips: readonly NarrationDocument[]): AsyncGenerator<Uint8Array> {
  for (const { hash } of clips) yield await library.readFile(clipFile(hash).audio);
}
