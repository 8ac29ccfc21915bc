import type { Script } from './script/script.ts';
import type { Span } from './script/words.ts';
import type { SpeechEvent } from './speaker-messages.ts';
import { visemeOf } from './visemes.ts';

/** In the order in which marks of one moment come. */
export const markTypes = ['sentence', 'ssml', 'word', 'viseme'] as const;
export type MarkType = (typeof markTypes)[number];

/** One line of `application/x-json-stream`. Offsets are bytes of UTF-8 into the submitted text; a viseme has none. */
export interface SpeechMark {
  readonly time: number;
  readonly type: MarkType;
  readonly start?: number;
  readonly end?: number;
  readonly value: string;
}

export interface Spoken {
  readonly events: readonly SpeechEvent[];
  readonly durationMs: number;
}

/**
 * The speech marks of an utterance, in the order of their time; every word and sentence of the text has one.
 * @param wanted the types that were asked for
 */
export function speechMarks(script: Script, spoken: Spoken, wanted: readonly MarkType[]): readonly SpeechMark[] {
  const byteAt = byteOffsets(script.source);
  const wordTimes = timesOfWords(script, spoken);
  const at = ({ start, end }: Span) => ({ start: byteAt[start] ?? 0, end: byteAt[end] ?? 0 });
  const written = ({ start, end }: Span) => script.source.slice(start, end);
  const makers: Readonly<Record<MarkType, () => SpeechMark[]>> = {
    sentence: () =>
      script.sentences.map(span => {
        const time = firstTimeFrom(span.start, script.words, wordTimes) ?? spoken.durationMs;
        return { time, type: 'sentence', ...at(span), value: written(span) };
      }),
    ssml: () =>
      script.marks.map(mark => {
        const time =
          timeOfMark(mark.id, spoken.events) ?? firstTimeFrom(mark.end, script.words, wordTimes) ?? spoken.durationMs;
        return { time, type: 'ssml', ...at(mark), value: mark.name };
      }),
    word: () =>
      script.words.map((span, index) => ({
        time: wordTimes[index] ?? 0,
        type: 'word',
        ...at(span),
        value: written(span),
      })),
    viseme: () => visemes(spoken),
  };
  const marks = markTypes.filter(type => wanted.includes(type)).flatMap(type => makers[type]());
  return marks.sort((a, b) => a.time - b.time);
}

/** @returns one JSON object a line, each line ended */
export function toJsonLines(marks: readonly SpeechMark[]): string {
  return marks.map(mark => `${JSON.stringify(mark)}\n`).join('');
}

/** What eSpeak NG told of a word. */
interface Heard {
  readonly timeMs: number;
  /** When each of its sounds begins. */
  readonly soundsMs: number[];
}

/**
 * When each word starts, in ms, never going back: with its first sound, as its event comes up to 55 ms before (at the
 * closure of a plosive). Words without an event of their own (of eSpeak's, "of the" has one) share the sounds of the word
 * before them, else the time between their neighbours.
 */
function timesOfWords({ words, origins }: Script, { events, durationMs }: Spoken): readonly number[] {
  const heard = hearWords(words, origins, events);
  const times: number[] = [];
  for (let index = 0; index < words.length; ) {
    const own = heard.get(index);
    const next = nextHeard(heard, index + 1, words.length);
    const before = times.at(-1) ?? 0;
    const run = words.slice(index, next.index);
    const shared = own === undefined ? undefined : sharedSounds(run, own);
    const from = own === undefined ? before : Math.max(before, own.soundsMs[0] ?? own.timeMs);
    const until = Math.max(from, next.timeMs ?? durationMs);
    // Without an event, a run begins after the word before it, whose time is taken.
    const [first, gaps] = own === undefined ? [1, run.length + 1] : [0, run.length];
    const even = run.map((_, step) => Math.round(from + ((until - from) * (first + step)) / gaps));
    times.push(...(shared ?? even).map(time => Math.max(before, time)));
    index = next.index;
  }
  return times;
}

/** Its sounds follow the event of a word, in the order in which the engine tells. Of several events a number, all count. */
function hearWords(
  words: readonly Span[],
  origins: readonly number[],
  events: readonly SpeechEvent[],
): ReadonlyMap<number, Heard> {
  const heard = new Map<number, Heard>();
  let current: Heard | undefined;
  for (const event of events) {
    if (event.type === 'phoneme' && isSound(event.name)) current?.soundsMs.push(event.timeMs);
    if (event.type !== 'word') continue;
    const index = wordAt(words, origins[event.position] ?? -1);
    if (index < 0) continue;
    current = heard.get(index) ?? { timeMs: event.timeMs, soundsMs: [] };
    heard.set(index, current);
  }
  return heard;
}

/** Not silence, nor a change of language, such as `(en)`. */
function isSound(name: string): boolean {
  return visemeOf(name) !== 'sil' && !name.startsWith('(');
}

/** Each word of the run takes as many sounds as its share of the letters; undefined if they are too few. */
function sharedSounds(run: readonly Span[], { soundsMs }: Heard): number[] | undefined {
  if (soundsMs.length < run.length) return undefined;
  const letters = run.reduce((total, { start, end }) => total + end - start, 0);
  let before = 0;
  return run.map(({ start, end }) => {
    const sound = soundsMs[Math.min(soundsMs.length - 1, Math.round((soundsMs.length * before) / letters))] ?? 0;
    before += end - start;
    return sound;
  });
}

function nextHeard(heard: ReadonlyMap<number, Heard>, from: number, end: number): { index: number; timeMs?: number } {
  for (let index = from; index < end; index += 1) {
    const own = heard.get(index);
    if (own !== undefined) return { index, timeMs: own.soundsMs[0] ?? own.timeMs };
  }
  return { index: end };
}

/** Index of the word that an offset lies in, by bisection; −1 for none. */
function wordAt(words: readonly Span[], offset: number): number {
  let [low, high] = [0, words.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const word = words[middle];
    if (word === undefined) return -1;
    if (offset < word.start) high = middle - 1;
    else if (offset >= word.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

function firstTimeFrom(offset: number, words: readonly Span[], times: readonly number[]): number | undefined {
  return times[words.findIndex(word => word.start >= offset)];
}

function timeOfMark(id: string, events: readonly SpeechEvent[]): number | undefined {
  return events.find(event => event.type === 'mark' && event.name === id)?.timeMs;
}

/** Each change of the mouth, and silence at the end. */
function visemes({ events, durationMs }: Spoken): SpeechMark[] {
  const shapes = events.flatMap(event => {
    const value = event.type === 'phoneme' ? visemeOf(event.name) : undefined;
    return value === undefined ? [] : [{ time: event.timeMs, type: 'viseme' as const, value }];
  });
  const changes = shapes.filter((shape, index) => shape.value !== shapes[index - 1]?.value);
  return changes.at(-1)?.value === 'sil' ? changes : [...changes, { time: durationMs, type: 'viseme', value: 'sil' }];
}

/** Bytes of UTF-8 before each code unit, and before the end. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let bytes = 0;
  let unit = 0;
  for (const character of text) {
    offsets.fill(bytes, unit, unit + character.length);
    bytes += Buffer.byteLength(character);
    unit += character.length;
  }
  offsets[unit] = bytes;
  return offsets;
}
