import { articleTag, type Picture } from '../../core/audio/id3/article-tag.ts';
import { infoFrame } from '../../core/audio/info-frame.ts';
import { mp3Format } from '../../core/audio/mp3.ts';
import type { Upload } from '../../core/contracts/steps.ts';
import type { NarrationDocument } from '../../core/contracts/work.ts';
import type { ParagraphWork } from '../../core/edition/build.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { trackNames, tracks } from '../../core/edition/timeline.ts';
import { clipFile, editionFileKey } from '../../core/keys.ts';
import { roundMs } from '../../core/milliseconds.ts';
import type { Library } from '../../core/ports.ts';
import { readAhead } from '../../core/read-ahead.ts';
import { sum } from '../../core/sum.ts';

/** Clips in memory at once: enough to keep the upload busy, far from what the function's memory holds. */
const clipsAtOnce = 8;

/**
 * Writes `article.<track>.mp3` for each language, and for both in turn: a tag, then the clips, one after another.
 * @param opened the edition as it is before it has recordings
 */
export async function publishAudio(
  library: Library,
  { articleId, revision }: Upload,
  work: readonly ParagraphWork[],
  opened: Edition,
  cover: Picture,
): Promise<Pick<Edition, 'audio' | 'downloads'>> {
  const audio: Edition['audio'] = {};
  const downloads: Edition['downloads'] = [];
  for (const track of trackNames) {
    const clips = work.flatMap(({ narrations }) => tracks[track].flatMap(language => narrations[language] ?? []));
    const file = `article.${track}.mp3`;
    const type = 'audio/mpeg';
    const { bytes, content } = await joinedClips(library, clips, articleTag(opened, track, cover));
    await library.writeFile(editionFileKey(articleId, revision, file), content, { type, bytes });
    audio[track] = { file, durationMs: roundMs(sum(clips, ({ durationMs }) => durationMs)) };
    downloads.push({ file, type, language: track, bytes });
  }
  return { audio, downloads };
}

/** The clips in order behind the tag and a frame that tells their length; a few clips in memory at a time. */
async function joinedClips(
  library: Library,
  clips: readonly NarrationDocument[],
  tag: Uint8Array,
): Promise<{ bytes: number; content: AsyncIterable<Uint8Array> }> {
  const head = [tag];
  const [first] = clips;
  if (first !== undefined) {
    const like = await library.readFile(clipFile(first.hash).audio);
    const { sampleRateHz, samplesPerFrame } = mp3Format(like);
    head.push(
      infoFrame(
        like,
        sum(clips, clip => framesOf(clip, sampleRateHz, samplesPerFrame)),
      ),
    );
  }
  const bytes = sum(head, ({ length }) => length) + sum(clips, clip => clip.bytes);
  return { bytes, content: clipAudio(library, clips, head) };
}

function framesOf({ durationMs }: NarrationDocument, sampleRateHz: number, samplesPerFrame: number): number {
  return Math.round((durationMs * sampleRateHz) / 1_000 / samplesPerFrame);
}

/** Constant bit rate: the clips' bytes join without a seam. */
async function* clipAudio(
  library: Library,
  clips: readonly NarrationDocument[],
  head: readonly Uint8Array[],
): AsyncGenerator<Uint8Array> {
  yield* head;
  yield* readAhead(clips, clipsAtOnce, ({ hash }) => library.readFile(clipFile(hash).audio));
}
