import type { Language } from '../../core/languages.ts';
import type { SpeechMark } from '../../core/ports.ts';
import type { Voices } from '../../core/settings.ts';
import type { Decoded } from '../e2e/decoded.ts';
import { type LocalPolly, pcmRateHz } from './local-polly.ts';

/** Where words begin to sound, found in the sound itself. Two ways, neither of which asks the voice. */

export const voices: Voices = { fr: { name: 'Lea', engine: 'neural' }, en: { name: 'Joanna', engine: 'neural' } };

export interface RunningWord {
  /** It begins with a vowel. */
  readonly glides: boolean;
  readonly errorMs: number;
}

const startsWithVowel = /^[aeiouyhàâéèêëîïôœùû]/iu;

/**
 * In running speech: the sentence is spoken once as it is, and once for each word with that word softer. Up to the word
 * both are the same to the sample; where they part, it begins. A word that begins with a vowel has no border to find in
 * running speech: the sound before it glides into it, and so does the volume, up to 130 ms earlier. It is marked as such.
 * @param sentence words separated by single spaces, with no punctuation but a full stop at the end
 * @returns how much later than its sound the mark of each word is
 */
export async function runningWords(polly: LocalPolly, language: Language, sentence: string): Promise<RunningWord[]> {
  const words = sentence.replace(/\.$/u, '').split(' ');
  const request = (texts: readonly string[]) => ({
    ssml: `<speak>${texts.join(' ')}.</speak>`,
    language,
    voice: voices[language],
  });
  const { marks } = await polly.voice.marks(request(words));
  const plain = await polly.pcm(request(words));
  const found = [];
  for (const [index, word] of words.entries()) {
    const softer = words.map((text, at) => (at === index ? `<prosody volume="x-soft">${text}</prosody>` : text));
    const soundMs = (firstDifference(plain, await polly.pcm(request(softer))) * 1000) / pcmRateHz;
    const markMs = timesOfWords(marks)[index] ?? Number.NaN;
    found.push({ glides: startsWithVowel.test(word), errorMs: markMs - soundMs });
  }
  return found;
}

function timesOfWords(marks: readonly SpeechMark[]): number[] {
  return marks.filter(({ type }) => type === 'word').map(({ timeMs }) => timeMs);
}

/** Of more than rounding and the ringing of the resampler. */
const audibleDifference = 8;

function firstDifference(a: Int16Array, b: Int16Array): number {
  return a.findIndex((sample, at) => Math.abs(sample - (b[at] ?? 0)) > audibleDifference);
}

const windowMs = 2;
/** Of the loudest sample: an encoder's echo before a sound stays below. */
const quietShare = 0.02;
/** The pause at a comma lasts as long; no closure within the words that are measured does. */
const pauseMs = 90;

/**
 * In what a player decodes, of words that are apart: where the sound sets in again after a pause.
 * @returns ms from the beginning
 */
export function onsetsAfterPauses({ samples, sampleRateHz }: Decoded): number[] {
  const size = Math.round((sampleRateHz * windowMs) / 1000);
  const quietBelow = quietShare * samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  const onsets: number[] = [];
  let quietMs = pauseMs;
  for (let from = 0; from < samples.length; from += size) {
    const isQuiet = samples.subarray(from, from + size).every(sample => Math.abs(sample) < quietBelow);
    if (!isQuiet && quietMs >= pauseMs) onsets.push((from * 1000) / sampleRateHz);
    quietMs = isQuiet ? quietMs + windowMs : 0;
  }
  return onsets;
}

/** The middle and the largest of the absolute values. */
export function spread(errorsMs: readonly number[]): { readonly medianMs: number; readonly maxMs: number } {
  const sorted = errorsMs.map(Math.abs).sort((a, b) => a - b);
  return { medianMs: sorted[sorted.length >> 1] ?? Number.NaN, maxMs: sorted.at(-1) ?? Number.NaN };
}
