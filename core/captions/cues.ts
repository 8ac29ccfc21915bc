import type { Sentence, WordTiming } from '../edition/schema.ts';
import type { Spoken } from '../edition/timeline.ts';
import type { Language } from '../languages.ts';

/** A sentence while it is heard. Times are whole milliseconds from the beginning of the recording. */
export interface Cue {
  /** The sentence's own, which its counterpart in the other language shares. */
  readonly sentenceId: string;
  readonly language: Language;
  readonly startMs: number;
  /** Later than the start; not later than the next cue's start. */
  readonly endMs: number;
  /** Joined, they are the sentence; at least one, and not all blank. */
  readonly stretches: readonly Stretch[];
}

/** Text from one known time to the next; without a time of its own it begins with its cue. */
export interface Stretch {
  readonly text: string;
  /** Within the cue, later than the stretch before. */
  readonly startMs?: number;
}

interface TimedSentence {
  readonly sentence: Sentence;
  /** Its words that have a time, in order. */
  readonly words: readonly WordTiming[];
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * A cue a sentence, in the order in which they are heard: from its first word to the next sentence's, or to the clip's
 * end. Cues never go back and never overlap, whatever the times say. A blank sentence has none.
 */
export function sentenceCues(spoken: readonly Spoken[]): Cue[] {
  const cues: Cue[] = [];
  let earliestMs = 0;
  for (const heard of spoken) {
    for (const timed of timedSentences(heard)) {
      const { start, end, id } = timed.sentence;
      if (!visible.test(heard.version.text.slice(start, end))) continue;
      const startMs = Math.max(Math.round(timed.startMs), earliestMs);
      const endMs = Math.max(Math.round(timed.endMs), startMs + 1);
      const stretches = stretchesOf(heard, { ...timed, startMs, endMs });
      cues.push({ sentenceId: id, language: heard.language, startMs, endMs, stretches });
      earliestMs = endMs;
    }
  }
  return cues;
}

const visible = /[^\s\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** The sentences of a paragraph with their times in the recording. */
function timedSentences({ version: { sentences }, clip, startMs }: Spoken): TimedSentence[] {
  const words = wordsBySentence(sentences, clip.words);
  const startsMs = sentenceStartsMs(sentences, words, clip.durationMs);
  return sentences.map((sentence, index) => ({
    sentence,
    words: words[index] ?? [],
    startMs: startMs + (startsMs[index] ?? 0),
    endMs: startMs + (startsMs[index + 1] ?? clip.durationMs),
  }));
}

/** Both are in order, so one walk over both tells which words begin in which sentence. */
function wordsBySentence(sentences: readonly Sentence[], words: readonly WordTiming[]): WordTiming[][] {
  let next = 0;
  return sentences.map(({ start, end }) => {
    while ((words[next]?.start ?? Number.POSITIVE_INFINITY) < start) next += 1;
    const first = next;
    while ((words[next]?.start ?? Number.POSITIVE_INFINITY) < end) next += 1;
    return words.slice(first, next);
  });
}

/**
 * When each sentence begins in its clip: with the first of its words that has a time. One without any, because it shared
 * a request with the one before or is not spoken at all, has its share by length of the time in between.
 */
function sentenceStartsMs(
  sentences: readonly Sentence[],
  words: readonly (readonly WordTiming[])[],
  durationMs: number,
): number[] {
  const until = untilKnown(sentences, words, durationMs);
  let from = { at: sentences[0]?.start ?? 0, ms: 0 };
  return sentences.map(({ start }, index) => {
    const ms = words[index]?.[0]?.ms;
    if (ms !== undefined) {
      from = { at: start, ms };
      return ms;
    }
    const to = until[index] ?? { at: start, ms: durationMs };
    return from.ms + ((to.ms - from.ms) * (start - from.at)) / Math.max(1, to.at - from.at);
  });
}

/** For each sentence the next one whose time is known, itself included; after the last, the end of the clip. */
function untilKnown(
  sentences: readonly Sentence[],
  words: readonly (readonly WordTiming[])[],
  durationMs: number,
): Array<{ readonly at: number; readonly ms: number }> {
  let until = { at: sentences.at(-1)?.end ?? 0, ms: durationMs };
  return sentences
    .map((sentence, index) => ({ at: sentence.start, ms: words[index]?.[0]?.ms }))
    .toReversed()
    .map(({ at, ms }) => {
      if (ms !== undefined) until = { at, ms };
      return until;
    })
    .toReversed();
}

/** Cuts a sentence before each word that begins within its cue, later than the word before. */
function stretchesOf({ version: { text }, startMs }: Spoken, { sentence, words, ...cue }: TimedSentence): Stretch[] {
  const stretches: Stretch[] = [];
  let open: { readonly from: number; readonly startMs?: number } = { from: sentence.start };
  const close = (to: number) => {
    const { from, ...begins } = open;
    if (to > from) stretches.push({ text: text.slice(from, to), ...begins });
  };
  let latestMs = cue.startMs;
  let lastEnd = sentence.start;
  for (const { start, end, ms } of words) {
    const wordMs = Math.round(startMs + ms);
    const from = start - (opening.exec(text.slice(Math.max(lastEnd, start - maxOpening), start))?.[0].length ?? 0);
    lastEnd = end;
    if (wordMs <= latestMs || wordMs >= cue.endMs) continue;
    close(from);
    open = { from, startMs: wordMs };
    latestMs = wordMs;
  }
  close(sentence.end);
  return stretches;
}

/** As far as is looked back for what opens, so that a line of nothing but quotes takes no longer than any other. */
const maxOpening = 8;

/** What is written before a word, but belongs to it: `«`, `(`, with the narrow space that French has after the former. */
const opening = /(?<=\s)[\p{Ps}\p{Pi}"'¡¿][\p{Ps}\p{Pi}"'¡¿\u00A0\u202F]*$/u;
