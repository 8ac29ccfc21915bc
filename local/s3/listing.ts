import type { BucketContents } from './catalogue.ts';
import type { ObjectVersion } from './record.ts';
import { compareKeys, type SortedKeys } from './sorted-keys.ts';

/** Where a page of a listing begins. */
export interface Place {
  readonly after: string;
  /** Whether `after` is a common prefix, all of whose keys are over. */
  readonly isPrefix: boolean;
}

/** Which keys to list. */
export interface Selection {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  readonly from: Place | undefined;
  readonly maxEntries: number;
}

/** A key, or all keys that begin alike up to the delimiter. */
export type Entry = { readonly key: string } | { readonly commonPrefix: string };

/** One page of a listing. */
export interface Page {
  readonly entries: readonly Entry[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: Place | undefined;
}

/**
 * Lists keys in the order of their bytes, grouped by the delimiter. Groups are skipped, not counted through.
 * @param isListed whether a key is to be seen at all: one whose newest version is a delete marker is not
 */
export function listKeys(keys: SortedKeys, selection: Selection, isListed: (key: string) => boolean): Page {
  const entries: Entry[] = [];
  let place = selection.from;
  for (;;) {
    const entry = nextEntry(keys, selection, place, isListed);
    if (entry === undefined) return { entries, next: undefined };
    if (entries.length >= selection.maxEntries) return { entries, next: entries.length === 0 ? undefined : place };
    entries.push(entry);
    place = 'key' in entry ? { after: entry.key, isPrefix: false } : { after: entry.commonPrefix, isPrefix: true };
  }
}

/** The newest version under a key, unless it is a delete marker. */
export function liveVersion({ versions }: BucketContents, key: string): ObjectVersion | undefined {
  const newest = versions.get(key)?.[0];
  return newest?.deleteMarker === true ? undefined : newest;
}

/** Wraps a place for the client, which hands it back unread. */
export function encodePlace({ after, isPrefix }: Place): string {
  return Buffer.from((isPrefix ? 'p' : 'k') + after).toString('base64url');
}

/** @returns undefined for what `encodePlace` never made */
export function decodePlace(token: string): Place | undefined {
  const text = Buffer.from(token, 'base64url').toString();
  if (!/^[pk]/.test(text)) return undefined;
  return { after: text.slice(1), isPrefix: text.startsWith('p') };
}

function nextEntry(
  keys: SortedKeys,
  { prefix, delimiter }: Selection,
  place: Place | undefined,
  isListed: (key: string) => boolean,
): Entry | undefined {
  for (const key of keys.from(candidate => compareKeys(candidate, prefix) >= 0 && isBeyond(candidate, place))) {
    if (!key.startsWith(prefix)) return undefined;
    if (!isListed(key)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? { key } : { commonPrefix: key.slice(0, end + delimiter.length) };
  }
  return undefined;
}

function isBeyond(key: string, place: Place | undefined): boolean {
  if (place === undefined) return true;
  return compareKeys(key, place.after) > 0 && !(place.isPrefix && key.startsWith(place.after));
}
