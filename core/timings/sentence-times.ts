import type { WordTiming } from '../edition/schema.ts';
import { roundMs } from '../milliseconds.ts';
import type { Span, SpeechChunk } from '../spoken/types.ts';
import { encoderDelayMs } from './word-times.ts';

/**
 * When each sentence begins, where no word has a time: it was spoken in a request of its own, so it begins with its part
 * of the clip.
 * @param chunks cut at every sentence (SpokenFormOptions.cut)
 * @param partStartsMs for each chunk when its part of the clip begins
 * @returns the sentences that are spoken, in order; one that shares its request with another before it has no time
 */
export function sentenceTimes(
  sentences: readonly Span[],
  chunks: readonly SpeechChunk[],
  partStartsMs: readonly number[],
): WordTiming[] {
  const timings: WordTiming[] = [];
  let next = 0;
  for (const [index, { spans }] of chunks.entries()) {
    const from = spans[0]?.writtenStart ?? 0;
    while ((sentences[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    const sentence = sentences[next];
    if (sentence === undefined) break;
    // A sentence too long for one request has several parts; the first is where it begins.
    if (timings.at(-1)?.start === sentence.start) continue;
    timings.push({
      start: sentence.start,
      end: sentence.end,
      ms: roundMs((partStartsMs[index] ?? 0) + encoderDelayMs),
    });
  }
  return timings;
}
