import { hasWords, trimInvisible } from './characters.ts';
import type { Marker } from './pieces.ts';

/** A line of plain text and what its beginning says. */
export interface Line {
  /** Without indent, without a bullet or quote sign; with a number or a dash, which are text. */
  readonly body: string;
  /** Columns of white space before it. */
  readonly indent: number;
  /** Length with the indent, in code units. */
  readonly length: number;
  readonly blank: boolean;
  readonly marker?: Marker;
}

/** The lines of a text. Those that hold only invisible characters are blank. */
export function linesOf(text: string): readonly Line[] {
  return text.split('\n').map(lineOf);
}

function lineOf(written: string): Line {
  const inner = trimInvisible(written);
  // A word cut at the line's end by a soft hyphen goes on without a space.
  const body = inner !== '' && written.trimEnd().endsWith('\u00AD') ? `${inner}\u00AD` : inner;
  const indent = /^[ \t]*/u.exec(written)?.[0].replaceAll('\t', '    ').length ?? 0;
  const plain = { indent, length: indent + body.length, blank: body === '' };
  if (!hasWords(body)) return { ...plain, body };
  for (const [marker, sign] of signs) {
    const match = sign.exec(body);
    if (match === null) continue;
    const kept = marker === 'bullet' || marker === 'quote' ? trimInvisible(body.slice(match[0].length)) : body;
    return { ...plain, body: kept, marker };
  }
  return { ...plain, body };
}

const signs: readonly (readonly [Marker, RegExp])[] = [
  ['quote', /^(?:>[ \t]?)+/u],
  ['bullet', /^[*•·●▪■◦‣∙➢➤✓✔►▶][ \t\u00A0\u202F]+/u],
  ['dash', /^(?:[—–―]|-(?=[ \t\u00A0\u202F]))[ \t\u00A0\u202F]*/u],
  ['number', /^(?:\d{1,3}[.)°]|[a-z]\)|[ivx]{1,4}\))[ \t\u00A0\u202F]+/u],
];

/** Ends a sentence, or announces what follows: no word is missing after it. */
export const terminal = /[.!?…:;][\s\u00A0\u202F]*["»”’)\]]*$/u;

/** The first letter (past quotes and dashes) is small: no sentence begins here. */
export function startsSmall(body: string): boolean {
  return /^[^\p{L}\p{N}]*\p{Ll}/u.test(body);
}

const narrowestWrap = 40;
const widestWrap = 200;
/** In wrapped prose most lines begin in mid-sentence; in a text of one paragraph a line hardly any does. */
const minSmallStarts = 0.25;

/**
 * The width at which the lines of a text are wrapped.
 * @returns columns; undefined where each line is a paragraph
 */
export function wrapWidthOf(lines: readonly Line[]): number | undefined {
  const followers = lines.filter((line, index) => isProse(line) && isProse(lines[index - 1]));
  if (followers.length === 0) return undefined;
  const small = followers.filter(line => startsSmall(line.body)).length;
  if (small / followers.length < minSmallStarts) return undefined;
  const lengths = lines.filter(line => isProse(line) && /\s/u.test(line.body)).map(({ length }) => length);
  lengths.sort((a, b) => a - b);
  // The few longest may hold an address that could not be broken.
  const width = lengths[Math.ceil(lengths.length * 0.97) - 1] ?? 0;
  return width >= narrowestWrap && width <= widestWrap ? width : undefined;
}

function isProse(line: Line | undefined): boolean {
  return line !== undefined && !line.blank && hasWords(line.body) && line.marker === undefined;
}
