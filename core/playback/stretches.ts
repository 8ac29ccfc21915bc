import type { PlacedClip, Sentence, Version, WordTiming } from '../edition/schema.ts';
import { lastNotOver } from './search.ts';

/** The part of a clip that speaks one sentence, in milliseconds of the clip. */
export interface Stretch {
  /** Which sentence of the paragraph, from 0. */
  readonly sentence: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A word's time may be late by this (core/timings); a sentence that is begun alone must not lose its first sound. */
const leadMs = 60;

/**
 * The sentences of a clip, in the order of speech. Together they are the clip: what is silent between two belongs to the
 * first. A sentence that nothing is said of has none.
 */
export function stretchesOf({ sentences }: Pick<Version, 'sentences'>, clip: PlacedClip): Stretch[] {
  const starts = timedStarts(sentences, clip.words);
  const from = starts.length === 0 && sentences.length > 0 ? [{ sentence: 0, ms: 0 }] : starts;
  return from.map(({ sentence, ms }, index) => ({
    sentence,
    fromMs: index === 0 ? 0 : Math.min(ms, clip.durationMs),
    toMs: Math.min(from[index + 1]?.ms ?? clip.durationMs, clip.durationMs),
  }));
}

function timedStarts(sentences: readonly Sentence[], words: readonly WordTiming[]) {
  const starts: Array<{ readonly sentence: number; readonly ms: number }> = [];
  let next = 0;
  for (const [sentence, { start, end }] of sentences.entries()) {
    while ((words[next]?.start ?? Number.POSITIVE_INFINITY) < start) next += 1;
    const word = words[next];
    if (word === undefined || word.start >= end) continue;
    // Never into the word before, were there no pause at all.
    const beforeMs = words[next - 1]?.ms ?? 0;
    starts.push({ sentence, ms: Math.max(word.ms - leadMs, (beforeMs + word.ms) / 2) });
  }
  return starts;
}

/** The stretch that sounds at a moment of the clip; undefined if there is none at all. */
export function stretchAt(stretches: readonly Stretch[], ms: number): Stretch | undefined {
  return stretches[
    Math.max(
      0,
      lastNotOver(stretches, ({ fromMs }) => fromMs, ms),
    )
  ];
}

/** The stretch of a sentence; where nothing is said of it, the next one's, else the last. */
export function stretchOf(stretches: readonly Stretch[], sentence: number): Stretch | undefined {
  return stretches.find(stretch => stretch.sentence >= sentence) ?? stretches.at(-1);
}

/** Which of a clip's words is spoken at a moment: the last that has begun. @returns its index; -1 before the first */
export function wordAt(words: readonly WordTiming[], ms: number): number {
  return lastNotOver(words, word => word.ms, ms);
}

/** The word at a code unit of the paragraph's text, or the last before it. @returns its index; -1 before the first */
export function wordAtOffset(words: readonly WordTiming[], offset: number): number {
  return lastNotOver(words, word => word.start, offset);
}
