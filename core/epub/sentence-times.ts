import { sentenceCues } from '../captions/cues.ts';
import type { Spoken } from '../edition/timeline.ts';

/** A sentence in its clip, in whole milliseconds from the clip's beginning. */
export interface SentenceTime {
  readonly sentenceId: string;
  readonly beginMs: number;
  /** Later than the beginning, not later than the clip's end. */
  readonly endMs: number;
}

/**
 * When each sentence of a paragraph is heard in its clip. Together they are the whole clip, without a gap, so that nothing
 * of it is left out by a reader that plays sentence after sentence. A blank sentence has no time; nor has one that by the
 * voice's word begins after the clip's end.
 */
export function sentenceTimes(spoken: Spoken): SentenceTime[] {
  const clipEndMs = Math.floor(spoken.clip.durationMs);
  const cues = sentenceCues([{ ...spoken, startMs: 0 }]);
  const heard = cues.filter(({ startMs }, index) => index === 0 || startMs < clipEndMs);
  if (clipEndMs < 1) return [];
  return heard.map(({ sentenceId, startMs }, index) => ({
    sentenceId,
    beginMs: index === 0 ? 0 : startMs,
    endMs: heard[index + 1]?.startMs ?? clipEndMs,
  }));
}
