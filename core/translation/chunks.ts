import { translateMaxBytes } from '../limits.ts';

/** Sentences that go to the translator in one request, a line each. */
export interface TranslationChunk {
  /** Joined by new lines: at most translateMaxBytes of UTF-8. */
  readonly text: string;
  readonly sentenceCount: number;
}

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/**
 * Groups sentences into requests within the translator's limit; a sentence that exceeds it alone stands alone, to be cut.
 * @param sentences in order, none with a new line in it
 * @returns chunks in order; their lines are the sentences
 */
export function translationChunks(sentences: readonly string[], maxBytes = translateMaxBytes): TranslationChunk[] {
  const chunks: { lines: string[]; bytes: number }[] = [];
  for (const sentence of sentences) {
    const bytes = utf8Bytes(sentence);
    const last = chunks.at(-1);
    // One byte more for the new line between.
    if (last !== undefined && last.bytes + 1 + bytes <= maxBytes) {
      last.lines.push(sentence);
      last.bytes += 1 + bytes;
    } else {
      chunks.push({ lines: [sentence], bytes });
    }
  }
  return chunks.map(({ lines }) => ({ text: lines.join('\n'), sentenceCount: lines.length }));
}
