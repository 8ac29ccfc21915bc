import { clipRejected } from '../audio/frames.ts';
import { mp3DurationMs } from '../audio/mp3.ts';
import { soundOf } from '../audio/sound.ts';
import type { WordTiming } from '../edition/schema.ts';
import type { SpeechMark } from '../ports.ts';
import { readAloud } from '../spoken/read-aloud.ts';
import type { SpeechChunk, Utterance } from '../spoken/types.ts';
import { encoderDelayMs } from './word-times.ts';
import { wordsToSay } from './words-to-say.ts';

/**
 * Proof that a clip speaks its paragraph, all of it, from the speech and its marks alone. The bounds are generous: whatever
 * a voice may do passes; empty, silent and cut speech does not.
 */

/** Letters and digits a second: more than twice what a quick speaker says. */
const maxLettersPerSecond = 30;

/** The longest pause that is written into a chunk has less than one second (spoken-form.ts). */
const maxSilenceMs = 3_000;

/** No last word is shorter. */
const minWordMs = 50;

/** What may follow the beginning of the last word: silence, and for each character of SSML left a slow syllable. */
const maxEndMs = 3_000;
const maxCharacterMs = 300;

/**
 * @param mp3 the chunk's speech, as plainFrames
 * @throws DiglotError ClipRejected if it sounds too short for its text, or is silent for too long at a time
 */
export function proveSound(chunk: SpeechChunk, mp3: Uint8Array): void {
  const { soundMs, longestSilenceMs } = soundOf(mp3);
  const letters = readAloud({ chunks: [chunk], changes: [] }).match(/[\p{Script=Latin}\p{Nd}]/gu)?.length ?? 0;
  const minSoundMs = (letters * 1_000) / maxLettersPerSecond;
  if (soundMs < minSoundMs) {
    throw clipRejected(
      `There are ${Math.round(soundMs)} ms of sound for ${letters} letters, which take ${Math.round(minSoundMs)} at least.`,
    );
  }
  if (longestSilenceMs > maxSilenceMs) {
    throw clipRejected(`The speech is silent for ${Math.round(longestSilenceMs)} ms at a time.`);
  }
}

/**
 * @param mp3 the chunk's speech, as plainFrames
 * @throws DiglotError ClipRejected if the speech ends before its last word, or goes on long after
 */
export function proveLength(chunk: SpeechChunk, marks: readonly SpeechMark[], mp3: Uint8Array): void {
  const last = marks.findLast(({ type }) => type === 'word');
  if (last === undefined) return;
  const lastWordMs = last.timeMs + encoderDelayMs;
  const durationMs = mp3DurationMs(mp3);
  const { lastSoundMs } = soundOf(mp3);
  const bytesLeft = spokenBytesFrom(chunk.ssml, last.start);
  const disagreement = `The last word begins at ${Math.round(lastWordMs)} ms of ${Math.round(durationMs)}`;
  if (durationMs < lastWordMs + minWordMs) throw clipRejected(`${disagreement}: the speech is cut.`);
  if (lastSoundMs <= lastWordMs) throw clipRejected(`${disagreement}: it is silent by then.`);
  if (durationMs > lastWordMs + maxEndMs + bytesLeft * maxCharacterMs) {
    throw clipRejected(`${disagreement}: the speech goes on for longer than its text.`);
  }
}

/** Bytes of UTF-8 from there on, but for the pause at the end: that is within maxEndMs. */
function spokenBytesFrom(ssml: string, start: number): number {
  const left = new TextDecoder().decode(new TextEncoder().encode(ssml).subarray(start));
  return new TextEncoder().encode(left.replaceAll(/<break [^>]*>/gu, '')).length;
}

/**
 * @param timings of all chunks, in order
 * @throws DiglotError ClipRejected naming the first word of the written text without a time
 */
export function proveCoverage(
  utterance: Utterance,
  chunks: readonly SpeechChunk[],
  timings: readonly WordTiming[],
): void {
  const words = wordsToSay(utterance, chunks);
  let next = 0;
  for (const [index, word] of words.entries()) {
    while ((timings[next]?.end ?? Number.POSITIVE_INFINITY) <= word.start) next += 1;
    const timing = timings[next];
    if (timing !== undefined && timing.start < word.end) continue;
    throw clipRejected(
      `Word ${index + 1} of ${words.length} has no speech mark.`,
      `code units ${word.start} to ${word.end} of the paragraph's ${utterance.language} text`,
    );
  }
}
