import type { ParagraphKind } from '../edition/schema.ts';
import type { WarningCode } from './warnings.ts';

/** A paragraph as a reader of a format found it. */
export interface Block {
  readonly type: 'block';
  readonly text: string;
  /** Where mark-up says so; else it is told by evidence. */
  readonly kind?: ParagraphKind;
  /** What stood at its beginning and was taken away as a sign, or kept because it is text too (a number). */
  readonly marker?: Marker;
}

export type Marker = 'bullet' | 'number' | 'dash' | 'quote';

/** Something of the article that is in no paragraph; it becomes a warning that stands by the next paragraph. */
export interface Skipped {
  readonly type: 'skipped';
  readonly code: WarningCode;
  readonly message: string;
  readonly letters?: number;
}

/** What a reader makes of a file, in reading order. */
export type Piece = Block | Skipped;

/** The front matter or head of a file. */
export interface Metadata {
  readonly title?: string;
  /** A language tag, as written. */
  readonly language?: string;
}

/** What each reader of a format returns. */
export interface ReadPieces {
  readonly pieces: readonly Piece[];
  readonly metadata: Metadata;
}
