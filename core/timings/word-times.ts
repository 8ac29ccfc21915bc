import { clipRejected } from '../audio/frames.ts';
import type { WordTiming } from '../edition/schema.ts';
import { clipSampleRateHz } from '../limits.ts';
import { roundMs } from '../milliseconds.ts';
import type { SpeechMark } from '../ports.ts';
import type { SpeechChunk } from '../spoken/types.ts';
import { writtenSpan } from '../spoken/written-span.ts';

/**
 * How much later the speech sounds in what a player decodes than in what was encoded: 576 samples of LAME's own, which
 * both the local voice and Amazon Polly encode with, and 529 of every decoder. The frame that would let a player take them
 * off (Info) is left out of a clip, as it can not be joined. Each part of a clip has its own delay, inside its own frames,
 * so that parts that were joined are late by this and no more. Measured with FFmpeg on the local voice, 2026-11: 1,104.
 */
export const encoderDelayMs = (1_105 * 1_000) / clipSampleRateHz;

/**
 * When the words of a chunk begin, in the time of its clip. Several marks on one written token (a substitution, whose
 * alias may be many words) are one word, from the first of them on; a mark on tags alone is none.
 * @param marks as they came; sentences are passed over
 * @param partStartMs when the chunk's part of the clip begins: the decoded length of all parts before it
 * @returns spans of the written text in order, none overlapping another; times never going back
 * @throws DiglotError ClipRejected if the marks go back, in time or in the text
 */
export function wordTimes(chunk: SpeechChunk, marks: readonly SpeechMark[], partStartMs: number): WordTiming[] {
  const timings: WordTiming[] = [];
  let latestMs = 0;
  for (const [index, mark] of marks.entries()) {
    if (mark.type !== 'word') continue;
    const span = writtenSpan(chunk, mark.start, mark.end);
    const last = timings.at(-1);
    if (mark.timeMs < latestMs || (span !== undefined && last !== undefined && span.start < last.start)) {
      throw clipRejected('The speech marks are out of order.', `mark ${index + 1} of ${marks.length}`);
    }
    latestMs = mark.timeMs;
    if (span === undefined) continue;
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else timings.push({ ...span, ms: roundMs(partStartMs + encoderDelayMs + mark.timeMs) });
  }
  return timings;
}
