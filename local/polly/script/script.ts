import type { EspeakMarkup } from './espeak-markup.ts';
import type { Span } from './words.ts';

/** A request's text, ready to be spoken, and what its speech marks will be about. */
export interface Script extends EspeakMarkup {
  /** As submitted: what all spans point into. */
  readonly source: string;
  /** In order, never overlapping. */
  readonly words: readonly Span[];
  readonly sentences: readonly Span[];
  /** The `<mark>` tags; eSpeak NG knows them by `id`. */
  readonly marks: ReadonlyArray<Span & { readonly id: string; readonly name: string }>;
  /** The last thing in it is a pause that was asked for. */
  readonly endsWithPause: boolean;
  /** What Polly bills: code points without tags. */
  readonly billedCharacters: number;
}

export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
