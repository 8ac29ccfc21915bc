import { type Cursor, clipAt, firstFrom } from './cursor.ts';
import type { Program } from './program.ts';
import { stretchAt } from './stretches.ts';

/** Who goes back within this of a beginning means the one before. */
const rewindMs = 1_500;

/** Where the sentence begins that a cursor is in: in a program by sentences, the pair of it in both languages. */
function sentenceStart(program: Program, cursor: Cursor): Cursor | undefined {
  const unit = repeatUnit(program, cursor);
  return unit?.from;
}

/** The beginning of the next sentence, or of the one before; going back from within a sentence goes to its beginning. */
export function sentenceStep(program: Program, cursor: Cursor, step: 1 | -1): Cursor | undefined {
  const unit = repeatUnit(program, cursor);
  if (unit === undefined) return step === 1 ? firstFrom(program, cursor.item + 1) : lastBefore(program, cursor.item);
  if (step === 1) {
    const isInItem = unit.endMs < (clipAt(program, unit.endItem)?.toMs ?? 0);
    return isInItem ? { item: unit.endItem, ms: unit.endMs } : firstFrom(program, unit.endItem + 1);
  }
  if (elapsedMs(program, unit.from, cursor) > rewindMs) return unit.from;
  const clip = clipAt(program, unit.from.item);
  if (clip !== undefined && unit.from.ms > clip.fromMs) {
    return sentenceStart(program, { item: unit.from.item, ms: unit.from.ms - 1 });
  }
  return lastBefore(program, unit.from.item) ?? unit.from;
}

/** The beginning of the next paragraph, or of the one before; going back from within one goes to its beginning. */
export function paragraphStep(program: Program, cursor: Cursor, step: 1 | -1): Cursor | undefined {
  const current = program.items[cursor.item]?.paragraph ?? 0;
  if (step === 1) {
    const next = program.items.findIndex(({ paragraph }) => paragraph > current);
    return next === -1 ? undefined : firstFrom(program, next);
  }
  const own = firstOfParagraph(program, cursor.item);
  if (own !== undefined && elapsedMs(program, own, cursor) > rewindMs) return own;
  const before = lastBefore(program, own?.item ?? cursor.item);
  return before === undefined ? own : firstOfParagraph(program, before.item);
}

/** What is played again and again: a sentence, or in a program by sentences the pair of it in both languages. */
export interface RepeatUnit {
  readonly from: Cursor;
  readonly endItem: number;
  /** In the clip of `endItem`. */
  readonly endMs: number;
}

export function repeatUnit(program: Program, cursor: Cursor): RepeatUnit | undefined {
  const clip = clipAt(program, cursor.item);
  const stretch = clip && stretchAt(clip.stretches, cursor.ms);
  if (clip === undefined || stretch === undefined) return undefined;
  if (program.mode !== 'sentences') {
    return { from: { item: cursor.item, ms: stretch.fromMs }, endItem: cursor.item, endMs: stretch.toMs };
  }
  const isPart = (item: number) => {
    const other = clipAt(program, item);
    return other?.paragraph === clip.paragraph && other.stretches[0]?.sentence === stretch.sentence;
  };
  let first = cursor.item;
  while (isPart(first - 1)) first -= 1;
  let last = cursor.item;
  while (isPart(last + 1)) last += 1;
  const from = { item: first, ms: clipAt(program, first)?.fromMs ?? 0 };
  return { from, endItem: last, endMs: clipAt(program, last)?.toMs ?? 0 };
}

function firstOfParagraph(program: Program, item: number): Cursor | undefined {
  const paragraph = program.items[item]?.paragraph;
  let first = item;
  while (program.items[first - 1]?.paragraph === paragraph && first > 0) first -= 1;
  return firstFrom(program, first);
}

/** Where the last sentence before an item begins. */
function lastBefore(program: Program, item: number): Cursor | undefined {
  for (let before = item - 1; before >= 0; before -= 1) {
    const clip = clipAt(program, before);
    if (clip !== undefined) return sentenceStart(program, { item: before, ms: clip.stretches.at(-1)?.fromMs ?? 0 });
  }
  return undefined;
}

/** How long one has listened from a cursor to a later one. */
function elapsedMs(program: Program, from: Cursor, to: Cursor): number {
  const at = ({ item, ms }: Cursor) => {
    const clip = clipAt(program, item);
    return clip === undefined ? 0 : clip.atMs + ms - clip.fromMs;
  };
  return at(to) - at(from);
}
