import type { Format, ParagraphKind, Warning } from '../edition/schema.ts';
import type { ArticleLimits } from '../settings.ts';

/** A stretch of a paragraph's text, in code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A paragraph as it was written: NFC, one line, no invisible controls at its ends. */
export interface SourceParagraph {
  readonly index: number;
  readonly kind: ParagraphKind;
  readonly text: string;
  /** In order, without gaps that hold letters: joined with what stands between them they are the text. */
  readonly sentences: readonly Span[];
}

export interface ReadArticle {
  readonly title: string;
  /** As in inputs.md: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`. */
  readonly encoding: string;
  readonly paragraphs: readonly SourceParagraph[];
  readonly warnings: readonly Warning[];
}

/** Decodes an uploaded file and reads its paragraphs. See the issue for the refusals that it throws. */
export type ReadArticleFunction = (
  bytes: Uint8Array<ArrayBuffer>,
  options: { readonly format: Format; readonly key: string; readonly limits: ArticleLimits },
) => ReadArticle;
