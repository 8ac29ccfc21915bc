import type { ParagraphKind } from '../edition/schema.ts';
import { cleanText, hasWords, oneLine, trimInvisible } from './characters.ts';
import { unglue } from './glued-words.ts';
import { kindsOf } from './kinds.ts';
import { type PlacedLink, placeLinks } from './links.ts';
import type { Block, Piece } from './pieces.ts';
import type { ReadWarning } from './warnings.ts';

/** A paragraph before its sentences are found. */
export interface PlainParagraph {
  readonly kind: ParagraphKind;
  readonly text: string;
  readonly links: readonly PlacedLink[];
}

export interface Paragraphs {
  readonly paragraphs: readonly PlainParagraph[];
  readonly warnings: readonly ReadWarning[];
  /** Control characters that came out of entities, after the file itself was cleaned. */
  readonly removed: number;
}

/**
 * Makes paragraphs of what a reader found: each one clean line with its kind; the rest becomes warnings.
 * @param checkLength throws where there are too many blocks, or characters in them, to go on
 */
export function paragraphsOf(pieces: readonly Piece[], checkLength: (blocks: readonly Block[]) => void): Paragraphs {
  const { blocks, skipped, removed } = sift(pieces);
  checkLength(blocks);
  const opening = ungluedOpening(blocks);
  const all = opening === undefined ? blocks : [...opening, ...blocks.slice(1)];
  const shift = all.length - blocks.length;
  const kinds = kindsOf(all, blocks.some(isMarkedHeading));
  return {
    paragraphs: all.map((block, index) => paragraphOf(block, kinds[index] ?? 'text')),
    warnings: [
      ...(shift === 0 ? [] : [gluedWordsSplit(shift)]),
      // What stood after the last paragraph concerns that one.
      ...skipped.map(warning => placed(warning, shift, all.length)),
    ],
    removed,
  };
}

/** A number in brackets that refers to a note is not spoken (core/spoken/unspoken.ts); alone it would be a silent clip. */
const noteMark = /\[\d{1,3}(?:[,-] ?\d{1,3}){0,5}\]/gu;

/** Parts what is to be spoken from what is not. */
function sift(pieces: readonly Piece[]) {
  const blocks: Block[] = [];
  const skipped: ReadWarning[] = [];
  let removed = 0;
  for (const piece of pieces) {
    if (piece.type === 'skipped') {
      const { type: _, ...warning } = piece;
      skipped.push({ ...warning, paragraph: blocks.length });
      continue;
    }
    const clean = cleanText(piece.text);
    removed += clean.removed;
    const text = oneLine(clean.text);
    if (hasWords(text.replaceAll(noteMark, ''))) blocks.push({ ...piece, text });
    else if (trimInvisible(text) !== '') skipped.push(wordless(blocks.length));
  }
  return { blocks, skipped, removed };
}

function paragraphOf({ text: written, marker, links = [] }: Block, kind: ParagraphKind): PlainParagraph {
  // In dialogue the dash says that another speaks; before an item it is only a sign.
  const text = kind === 'listItem' && marker === 'dash' ? trimInvisible(written.slice(1)) : written;
  return { kind, text, links: placeLinks(text, links) };
}

function wordless(paragraph: number): ReadWarning {
  return {
    code: 'LineWithoutWordsSkipped',
    message: 'A line without a letter or a digit was skipped: there is nothing in it to be spoken.',
    paragraph,
  };
}

function gluedWordsSplit(seams: number): ReadWarning {
  const what = seams === 1 ? 'Two lines' : 'Three lines';
  return {
    code: 'GluedWordsSplit',
    message: `${what} glued together at the beginning of the article were taken apart, by a capital inside a word.`,
    paragraph: 0,
  };
}

function placed(warning: ReadWarning, shift: number, count: number): ReadWarning {
  const paragraph = (warning.paragraph ?? 0) === 0 ? 0 : (warning.paragraph ?? 0) + shift;
  return { ...warning, paragraph: Math.min(paragraph, Math.max(0, count - 1)) };
}

function ungluedOpening(blocks: readonly Block[]): readonly Block[] | undefined {
  const [first, ...others] = blocks;
  if (first === undefined || first.marker !== undefined || (first.kind !== undefined && first.kind !== 'title'))
    return undefined;
  const opening = unglue(first.text, others.map(({ text }) => text).join('\n'));
  if (opening === undefined) return undefined;
  const parts: readonly (readonly [ParagraphKind, string | undefined])[] = [
    ['kicker', opening.kicker],
    ['title', opening.title],
    ['text', opening.text],
  ];
  return parts.flatMap(([kind, part]): Block[] => {
    const text = trimInvisible(part ?? '');
    return text === '' ? [] : [{ type: 'block', kind, text }];
  });
}

function isMarkedHeading({ kind }: Block): boolean {
  return kind === 'title' || kind === 'heading';
}
