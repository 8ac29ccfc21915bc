import type { Face } from './face.ts';

/** Letters that one font file has, and how wide they are together, in parts of the font's size. */
export interface Letters {
  readonly text: string;
  readonly weight: number;
  readonly width: number;
}

/**
 * A text as it can be drawn: characters that no font has are left out, whole, so that no box stands for them. A narrow
 * space that no font has is a usual one; none breaks where French has punctuation behind or a quote before it.
 * @returns undefined if less than half of what was to be seen is left
 */
export function drawable(text: string, faces: readonly Face[], language: string): string | undefined {
  const normalized = text.normalize('NFC').replaceAll('\u202F', '\u00A0');
  const graphemes = Array.from(new Intl.Segmenter(language).segment(normalized), ({ segment }) => segment);
  const visible = graphemes.filter(grapheme => !blank.test(grapheme));
  const drawn = graphemes.map(grapheme => (isDrawable(grapheme, faces) ? grapheme : blank.test(grapheme) ? ' ' : ''));
  const left = drawn.filter(grapheme => grapheme !== '' && !blank.test(grapheme));
  if (left.length === 0 || left.length * 2 < visible.length) return undefined;
  return drawn.join('').replaceAll(/ {2,}/gu, ' ').replaceAll(unbroken, '\u00A0').trim();
}

const unbroken = /(?<=[«“—–]) | (?=[»”:;!?])/gu;

const blank = /^[\s\p{C}]*$/u;

function isDrawable(grapheme: string, faces: readonly Face[]): boolean {
  return Array.from(grapheme).every(character => faceOf(character, faces) !== undefined);
}

function faceOf(character: string, faces: readonly Face[]): Face | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  return faces.find(face => face.advance(codePoint) !== undefined);
}

/** The text by the font files that have its letters; the first that has one is taken. */
export function lettersOf(text: string, faces: readonly Face[]): Letters[] {
  const runs: Letters[] = [];
  for (const character of text) {
    const face = faceOf(character, faces);
    if (face === undefined) continue;
    const width = face.advance(character.codePointAt(0) ?? 0) ?? 0;
    const last = runs.at(-1);
    if (last?.weight === face.weight) {
      runs[runs.length - 1] = { ...last, text: last.text + character, width: last.width + width };
    } else runs.push({ text: character, weight: face.weight, width });
  }
  return runs;
}

export function widthOf(text: string, faces: readonly Face[]): number {
  return lettersOf(text, faces).reduce((total, { width }) => total + width, 0);
}
