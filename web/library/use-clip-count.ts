import { useEffect, useState } from 'preact/hooks';
import type { LibraryEntry } from '../../core/edition/library-list.ts';
import { workKeys } from '../../core/keys.ts';
import { languages } from '../../core/languages.ts';
import { repeatWhileSeen } from '../polling.ts';
import { type ClipPlace, placeName, placesToAsk } from './clip-places.ts';

export interface ClipCount {
  readonly done: number;
  readonly total: number;
}

const betweenMs = 1_500;
const askedAtOnce = 6;

/** How many clips of an article in the making are there; undefined where it is not asked, or nobody knows how many there will be. */
export function useClipCount(root: string, entry: LibraryEntry, isAsked: boolean): ClipCount | undefined {
  const { id, revision, status, paragraphs = 0 } = entry;
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const isFollowed = isAsked && status === 'narrating' && paragraphs > 0;
  useEffect(() => {
    if (!isFollowed) return undefined;
    const found = new Set<string>();
    setDone(found);
    const keys = workKeys(id, revision);
    const look = async (place: ClipPlace) => {
      if (await isThere(`${root}${keys.narration(place.index, place.language)}`)) found.add(placeName(place));
    };
    return repeatWhileSeen(betweenMs, async () => {
      await Promise.all(placesToAsk(found, paragraphs, askedAtOnce).map(look));
      setDone(new Set(found));
    });
  }, [root, id, revision, paragraphs, isFollowed]);
  return isFollowed ? { done: done.size, total: paragraphs * languages.length } : undefined;
}

/** Away or offline is the same here: it is asked again soon. */
async function isThere(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
