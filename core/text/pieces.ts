import type { ParagraphKind } from '../edition/schema.ts';
import type { Link } from './links.ts';
import type { WarningCode } from './warnings.ts';

/** A paragraph as a reader of a format found it. */
export interface Block {
  readonly type: 'block';
  readonly text: string;
  /** Where mark-up says so; else it is told by evidence. */
  readonly kind?: ParagraphKind;
  /** What stood at its beginning and was taken away as a sign, or kept because it is text too (a number). */
  readonly marker?: Marker;
  /** In the order of the text. */
  readonly links?: readonly Link[];
  /** True for what no reader of the page sees: the description of an image, the name of the page. */
  readonly unseen?: boolean;
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
  /** The charset that a page declares, in small letters. */
  readonly charset?: string;
}

/** What each reader of a format returns. */
export interface ReadPieces {
  readonly pieces: readonly Piece[];
  readonly metadata: Metadata;
}
