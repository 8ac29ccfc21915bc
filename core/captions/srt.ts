import { oneLine } from '../edition/one-line.ts';
import type { Cue } from './cues.ts';
import { timestamp } from './timestamp.ts';

/** SubRip, the captions that everything reads: a cue a sentence, without the words' times. */
export function srtCaptions(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, stretches }, index) => {
    const text = stretches.map(stretch => stretch.text).join('');
    return `${index + 1}\n${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}\n${literal(text)}\n`;
  });
  return blocks.join('\n');
}

/**
 * SRT has no way to say that `<b>`, `{\an8}` or `-->` are meant as they stand. A word joiner, which is not seen, keeps
 * players from taking them for their own.
 */
function literal(text: string): string {
  return oneLine(text)
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
    .replaceAll(/[<{]|--(?=>)/gu, '$&\u2060')
    .trim();
}
