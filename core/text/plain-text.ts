import { countWords, hasWords, isInCapitals, oneLine } from './characters.ts';
import { type Line, linesOf, startsSmall, terminal, wrapWidthOf } from './lines.ts';
import type { Block, ReadPieces } from './pieces.ts';

/**
 * Reads plain text: a paragraph a line, or paragraphs between blank lines with their lines wrapped at some width, as the
 * file itself shows.
 * @param text as cleanText leaves it
 */
export function readPlainText(text: string): ReadPieces {
  const lines = linesOf(text);
  const width = wrapWidthOf(lines);
  const verses = versesOf(lines, width);
  const pieces: Block[] = [];
  let open: Line[] = [];
  for (const line of lines) {
    const last = open.at(-1);
    if (last !== undefined && !verses.has(line) && !continuesParagraph(open, last, line, width)) {
      pieces.push(blockOf(open));
      open = [];
    }
    if (!line.blank) open.push(line);
  }
  if (open.length > 0) pieces.push(blockOf(open));
  return { pieces, metadata: {} };
}

/** Lines of a stanza: all short, without a figure, most of them beginning small. */
const minStanzaLines = 3;

/** The lines, but the first, of each stanza between blank lines: together they are one paragraph, whatever ends them. */
function versesOf(lines: readonly Line[], width: number | undefined): ReadonlySet<Line> {
  const verses = new Set<Line>();
  if (width === undefined) return verses;
  let stanza: Line[] = [];
  for (const line of [...lines, undefined]) {
    if (line !== undefined && !line.blank) {
      stanza.push(line);
      continue;
    }
    if (isStanza(stanza, width)) for (const verse of stanza.slice(1)) verses.add(verse);
    stanza = [];
  }
  return verses;
}

function isStanza(stanza: readonly Line[], width: number): boolean {
  const [, ...followers] = stanza;
  const isShort = stanza.every(
    line => line.length < width / 2 && line.marker === undefined && /^[^\d@]*\p{L}[^\d@]*$/u.test(line.body),
  );
  const small = followers.filter(({ body }) => startsSmall(body)).length;
  return isShort && stanza.length >= minStanzaLines && small * 2 >= followers.length;
}

function blockOf(lines: readonly Line[]): Block {
  const [first] = lines;
  const marker = first?.marker;
  return { type: 'block', text: oneLine(joinLines(lines)), ...(marker === undefined ? {} : { marker }) };
}

/** Lines of one paragraph with a space between; none after a hyphen between letters or a soft hyphen, both kept. */
function joinLines(lines: readonly Line[]): string {
  return lines
    .map(({ body }, index) => {
      const last = index === lines.length - 1;
      return last || /[\p{L}\p{N}]-$|\u00AD$/u.test(body) ? body : `${body} `;
    })
    .join('');
}

/** Whether `line` goes on with the paragraph of the lines before it, in a text wrapped at `width` (if it is). */
function continuesParagraph(open: readonly Line[], last: Line, line: Line, width: number | undefined): boolean {
  if (line.blank || !hasWords(line.body) || !hasWords(last.body)) return false;
  if (last.body.endsWith('\u00AD')) return true;
  if (line.marker === 'quote' || open[0]?.marker === 'quote') return continuesQuote(open, last, line, width);
  if (width === undefined) return false;
  if (line.marker !== undefined) return isNoMarker(open, last, line);
  if (isInCapitals(last.body) !== isInCapitals(line.body) && open.length === 1) return false;
  if (isIndentedFirst(open, line)) return false;
  return startsSmall(line.body) || brokenAtWidth(last, line, width);
}

/** Quoted mail is wrapped, whatever the text around it is. */
function continuesQuote(open: readonly Line[], last: Line, line: Line, width: number | undefined): boolean {
  if (line.marker !== open[0]?.marker) return false;
  return startsSmall(line.body) || (width !== undefined && brokenAtWidth(last, line, width));
}

/** A dash or a number that only happens to stand at the beginning of a wrapped line. */
function isNoMarker(open: readonly Line[], last: Line, line: Line): boolean {
  if (line.marker === 'bullet' || terminal.test(last.body)) return false;
  if (line.marker === 'dash') return open[0]?.marker !== 'dash' && startsSmall(line.body);
  return open[0]?.marker !== 'number' && !/^(?:1|a|i)[.)]/u.test(line.body);
}

/** Paragraphs that show by their first line's indent; the hanging indent of a list item is none. */
function isIndentedFirst(open: readonly Line[], line: Line): boolean {
  const [first] = open;
  return first !== undefined && first.marker === undefined && line.indent >= (open.at(-1)?.indent ?? 0) + 2;
}

/** An editor breaks a line where the next word would not fit; by hand one breaks somewhat earlier. */
function brokenAtWidth(last: Line, line: Line, width: number): boolean {
  const nextWord = /^\S+/u.exec(line.body)?.[0].length ?? 0;
  const room = width - last.length - 1 - nextWord;
  if (terminal.test(last.body)) return room < 0;
  return room < (countWords(last.body) > 4 ? 20 : 0);
}
