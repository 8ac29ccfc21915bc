import type { Substitution } from './rules.ts';

/** A stretch in another language, for `<lang>`; code-unit offsets into the audible text. */
export interface ForeignSpan {
  readonly start: number;
  readonly end: number;
  /** BCP 47, as Polly spells it. */
  readonly tag: string;
}

/** What the voice is given as one: literal text, which may be cut, or a substitution, which may not. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Of a substitution; '' is silence. */
  readonly spoken?: string;
  /** Of a stretch in another language. */
  readonly tag?: string;
}

/**
 * The whole audible text as pieces in order, without gap or overlap.
 * @param substitutions and @param foreign in order, none overlapping another
 */
export function piecesOf(
  length: number,
  substitutions: readonly Substitution[],
  foreign: readonly ForeignSpan[],
): Piece[] {
  const marked: Piece[] = [...substitutions, ...foreign].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let from = 0;
  for (const piece of marked) {
    if (piece.start > from) pieces.push({ start: from, end: piece.start });
    pieces.push(piece);
    from = piece.end;
  }
  if (from < length) pieces.push({ start: from, end: length });
  return pieces;
}

/** The part of a literal piece within [start, end); a substitution is whole or nothing. */
export function clipPiece(piece: Piece, start: number, end: number): Piece | undefined {
  if (piece.spoken !== undefined) return piece.start >= start && piece.end <= end ? piece : undefined;
  const clipped = { ...piece, start: Math.max(piece.start, start), end: Math.min(piece.end, end) };
  return clipped.start < clipped.end ? clipped : undefined;
}
