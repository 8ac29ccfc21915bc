import type { ParagraphKind, SpokenChange } from '../edition/schema.ts';
import type { Language } from '../languages.ts';

/** A paragraph in one language, to be spoken. Sentence spans are code-unit offsets into text. */
export interface Utterance {
  readonly text: string;
  readonly kind: ParagraphKind;
  readonly language: Language;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

/** A stretch of a text in UTF-16 code units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a piece of the written text stands in the SSML; all code-unit offsets, ends exclusive, in order. A piece without
 * `element` and of one length on both sides is the written text itself, so offsets within it map one to one; any other
 * (an entity, a substitution) maps as a whole.
 */
export interface SpokenSpan {
  readonly ssmlStart: number;
  readonly ssmlEnd: number;
  readonly writtenStart: number;
  readonly writtenEnd: number;
  /** Of a substitution: its whole `<sub …>…</sub>`, tags included; the span itself is the content only. */
  readonly element?: Span;
}

/** What a voice is given in one request: a complete `<speak>` document within Polly's limits. */
export interface SpeechChunk {
  readonly ssml: string;
  /**
   * Characters that Polly bills: the content without tags, in code units of the written characters (an entity is one).
   * Whether Polly bills the alias or the content of a `<sub>` is not documented: the larger of both is counted, so that
   * a quote is never too low and a chunk never over the limit.
   */
  readonly billedCharacters: number;
  readonly spans: readonly SpokenSpan[];
}

/** The spoken form of a paragraph, cut into requests. */
export interface SpokenForm {
  /** In order; none if the paragraph holds nothing that can be said. */
  readonly chunks: readonly SpeechChunk[];
  /** Each substitution, in order; what is left unspoken on purpose has an empty `spoken`. */
  readonly changes: readonly SpokenChange[];
}

/** The billed and total characters that one chunk may have. */
export interface ChunkLimits {
  readonly maxBilledCharacters: number;
  readonly maxTotalCharacters: number;
}
