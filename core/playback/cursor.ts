import type { Language } from '../languages.ts';
import type { ClipItem, GapItem, Program, ProgramItem } from './program.ts';
import { lastNotOver } from './search.ts';
import { stretchAt, stretchOf } from './stretches.ts';

/** A moment of a program: an item of it, and milliseconds of that item's clip. */
export interface Cursor {
  readonly item: number;
  readonly ms: number;
}

/** A moment of the text, which every program has, whatever its mode. */
export interface Spot {
  readonly paragraph: number;
  readonly sentence: number;
  /** Without it: the first that the program speaks. */
  readonly language?: Language;
  /** In the clip of that language; without it, where the sentence begins. */
  readonly ms?: number;
}

/** The clip at an item's number; undefined for a gap, and outside the program. */
export function clipAt(program: Program, item: number): ClipItem | undefined {
  const found = program.items[item];
  return found?.kind === 'clip' ? found : undefined;
}

/** Where in the text a cursor is. */
export function spotAt(program: Program, { item, ms }: Cursor): Required<Spot> | undefined {
  const clip = clipAt(program, item);
  const stretch = clip && stretchAt(clip.stretches, ms);
  if (clip === undefined || stretch === undefined) return undefined;
  return { paragraph: clip.paragraph, language: clip.language, sentence: stretch.sentence, ms };
}

/**
 * Where a program speaks a spot: the same moment if it speaks that language; else where the counterpart of the sentence
 * begins; else, where the paragraph has no clip, at the next item that can be played or awaited.
 * @returns undefined if nothing follows
 */
export function cursorOf(program: Program, spot: Spot): Cursor | undefined {
  const { items } = program;
  const first = lastNotOver(items, ({ paragraph }) => paragraph, spot.paragraph - 1) + 1;
  const last = lastNotOver(items, ({ paragraph }) => paragraph, spot.paragraph);
  const spoken: Array<{ readonly index: number; readonly item: ClipItem }> = [];
  for (let index = first; index <= last; index += 1) {
    const item = clipAt(program, index);
    if (item !== undefined) spoken.push({ index, item });
  }
  const own = spoken.filter(({ item }) => item.language === spot.language);
  if (own.length === 0 || spot.ms === undefined)
    return sentenceCursor(own.length === 0 ? spoken : own, spot, first, program);
  const { ms } = spot;
  const found = own.find(({ item }) => ms < item.toMs) ?? own.at(-1);
  return found && { item: found.index, ms: Math.min(Math.max(ms, found.item.fromMs), found.item.toMs) };
}

function sentenceCursor(
  spoken: ReadonlyArray<{ readonly index: number; readonly item: ClipItem }>,
  { sentence }: Spot,
  firstItem: number,
  program: Program,
): Cursor | undefined {
  const found = spoken.find(({ item }) => (item.stretches.at(-1)?.sentence ?? -1) >= sentence) ?? spoken.at(-1);
  const stretch = found && stretchOf(found.item.stretches, sentence);
  if (found === undefined || stretch === undefined) return firstFrom(program, firstItem);
  return { item: found.index, ms: stretch.fromMs };
}

/** The beginning of an item, or of the first after it that is not silent for good. */
export function firstFrom({ items }: Program, from: number): Cursor | undefined {
  for (let item = from; item < items.length; item += 1) {
    const found = items[item];
    if (found?.kind === 'clip') return { item, ms: found.fromMs };
    if (found?.reason === 'awaited') return { item, ms: 0 };
  }
  return undefined;
}

/** Where a program goes on that waited for an item, when more of the edition is there. */
export function cursorOfAwaited(program: Program, { paragraph, language }: GapItem): Cursor | undefined {
  const isOfIt = (item: ProgramItem) =>
    item.paragraph === paragraph && (program.mode === 'sentences' || item.language === language);
  const item = program.items.findIndex(other => isOfIt(other) || other.paragraph > paragraph);
  return item === -1 ? undefined : firstFrom(program, item);
}

/** The silent paragraphs that are passed over between two items of a program, `to` exclusive. */
export function passedOver({ items }: Program, from: number, to: number): GapItem[] {
  return items.slice(from, to).filter((item): item is GapItem => item.kind === 'gap' && item.reason === 'silent');
}

/** Milliseconds from the beginning of the program. */
export function programMs(program: Program, { item, ms }: Cursor): number {
  const found = program.items[item];
  if (found === undefined) return program.durationMs;
  return found.kind === 'clip'
    ? found.atMs + Math.min(Math.max(0, ms - found.fromMs), found.toMs - found.fromMs)
    : found.atMs;
}

/** The moment of a program, as near as it has one. */
export function cursorAtMs(program: Program, atMs: number): Cursor | undefined {
  const { items } = program;
  const wanted = Math.max(0, atMs);
  let item = lastNotOver(items, other => other.atMs, wanted);
  // Gaps take no time: of all that begin here, one is the clip.
  while (item > 0 && items[item]?.kind === 'gap') item -= 1;
  const clip = clipAt(program, item);
  if (clip === undefined) return firstFrom(program, 0);
  return { item, ms: Math.min(clip.fromMs + wanted - clip.atMs, clip.toMs) };
}
