import type { SpeechMark, SpeechRequest, Voice } from '../../core/ports.ts';
import { toneMp3 } from './tone.ts';

/** How long every word of the toy voice is. */
export const toyWordMs = 400;

/** The words of an SSML document with their bytes, as a simple voice would mark them. */
export function toyMarks(ssml: string, word = /[^\s<>]*[\p{L}\p{N}][^\s<>]*/gu): SpeechMark[] {
  // Tags keep their length as spaces, so that offsets hold.
  const text = ssml.replaceAll(/<[^>]*>/gu, tag => ' '.repeat(tag.length));
  return Array.from(text.matchAll(word), (found, index) => ({
    type: 'word',
    timeMs: index * toyWordMs,
    start: Buffer.byteLength(ssml.slice(0, found.index)),
    end: Buffer.byteLength(ssml.slice(0, found.index + found[0].length)),
  }));
}

/** Says each word as a tone, marks it truly, and bills 9 characters a call. It notes what it was asked. */
export function toyVoice(): Voice & { readonly asked: SpeechRequest[]; readonly askedMarks: SpeechRequest[] } {
  const asked: SpeechRequest[] = [];
  const askedMarks: SpeechRequest[] = [];
  return {
    asked,
    askedMarks,
    async speak(request) {
      asked.push(request);
      const seconds = (toyMarks(request.ssml).length * toyWordMs) / 1000;
      return { mp3: await toneMp3(seconds), billedCharacters: 9 };
    },
    async marks(request) {
      askedMarks.push(request);
      return { marks: toyMarks(request.ssml), billedCharacters: 9 };
    },
  };
}
