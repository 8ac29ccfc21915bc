import type { Face } from './face.ts';
import { widthOf } from './letters.ts';

/** Text set in lines of one size, in pixels. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly size: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly number[];
}

/** From one baseline to the next, in parts of the size. */
export const lineHeight = 1.14;

/**
 * Sets a text as large as its room allows without cutting a word, in lines as even as that many can be. At the smallest
 * size long words are cut, and what is left over ends in `…`.
 * @param text not empty; as drawable
 * @param sizes in pixels, the largest first; at least one
 */
export function setText(text: string, faces: readonly Face[], { width, height, sizes }: Room): TextBlock {
  const words = text.split(/[ \n]+/u);
  const smallest = Math.min(...sizes);
  for (const size of sizes) {
    const measured = { faces, width: width / size };
    if (size > smallest && words.some(word => widthOf(word, faces) > measured.width)) continue;
    const lines = inLines(words, measured);
    if (lines.length * size * lineHeight <= height) return { lines: evenLines(words, lines, measured), size };
  }
  const lines = inLines(words, { faces, width: width / smallest });
  const room = Math.max(1, Math.floor(height / (smallest * lineHeight)));
  const last = shortened(lines[room - 1] ?? '', { faces, width: width / smallest });
  return { lines: [...lines.slice(0, room - 1), last], size: smallest };
}

/** A line that ends in `…` and is no wider than it may be. */
function shortened(line: string, { faces, width }: Measure): string {
  const characters = Array.from(line);
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, faces) > width) characters.pop();
  return `${characters.join('').replace(/[\s,;:.…–—-]+$/u, '')}…`;
}

interface Measure {
  readonly faces: readonly Face[];
  /** In parts of the size. */
  readonly width: number;
}

function inLines(words: readonly string[], measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.flatMap(whole => piecesOf(whole, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, measure.faces) > measure.width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A word that is wider than a line, in pieces that are not. */
function piecesOf(word: string, { faces, width }: Measure): string[] {
  if (widthOf(word, faces) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const more = widthOf(character, faces);
    if (piece !== '' && used + more > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
}

/** As many lines as before, in the narrowest measure that still takes them: so none is left with one short word. */
function evenLines(words: readonly string[], lines: readonly string[], { faces, width }: Measure): readonly string[] {
  let even = lines;
  for (let share = 0.95; share > 0.4; share -= 0.05) {
    const narrower = { faces, width: width * share };
    if (words.some(word => widthOf(word, faces) > narrower.width)) return even;
    const narrow = inLines(words, narrower);
    if (narrow.length > lines.length) return even;
    even = narrow;
  }
  return even;
}
