import type { Span, SpeechChunk, Utterance } from '../spoken/types.ts';

/**
 * What counts as a word: a word-like segment of Unicode's word boundaries (UAX 29) with a Latin letter or a decimal digit.
 * A voice of French or English may well pass over other scripts without a sound, and so without a mark.
 */
const wordCharacter = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * The written words that the voice was given: all but those in stretches left unspoken on purpose (note marks, emoji,
 * what is not to be heard).
 * @returns spans of the written text, in order. Linear in the text.
 */
export function wordsToSay({ text, language }: Utterance, chunks: readonly SpeechChunk[]): Span[] {
  const given = new Uint8Array(text.length);
  for (const { writtenStart, writtenEnd } of chunks.flatMap(({ spans }) => spans)) {
    given.fill(1, writtenStart, writtenEnd);
  }
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  const words: Span[] = [];
  for (const { segment, index, isWordLike } of segments) {
    if (isWordLike !== true) continue;
    const heard = Array.from(segment, (_, at) => given[index + at] === 1).includes(true);
    if (heard && wordCharacter.test(segment)) words.push({ start: index, end: index + segment.length });
  }
  return words;
}
