import type { ParagraphKind, SpokenChange } from '../edition/schema.ts';
import type { Language } from '../languages.ts';

/** A paragraph in one language, to be spoken. Sentence spans are code-unit offsets into text. */
export interface Utterance {
  readonly text: string;
  readonly kind: ParagraphKind;
  readonly language: Language;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

/** Where a piece of the written text stands in the SSML; all code-unit offsets, ends exclusive, in order. */
export interface SpokenSpan {
  readonly ssmlStart: number;
  readonly ssmlEnd: number;
  readonly writtenStart: number;
  readonly writtenEnd: number;
}

/** What a voice is given in one request: a complete `<speak>` document within Polly's limits. */
export interface SpeechChunk {
  readonly ssml: string;
  /** Characters that Polly bills: the content without tags. */
  readonly billedCharacters: number;
  readonly spans: readonly SpokenSpan[];
}

/** The spoken form of a paragraph, cut into requests. */
export interface SpokenForm {
  readonly chunks: readonly SpeechChunk[];
  /** Each substitution, in order. */
  readonly changes: readonly SpokenChange[];
}
