import MarkdownIt, { type Token } from 'markdown-it';
import footnote from 'markdown-it-footnote';
import type { ParagraphKind } from '../edition/schema.ts';
import { hasWords, oneLine } from './characters.ts';
import { readFrontMatter } from './front-matter.ts';
import { linesAtBreaks, looksLikeProse, readHtmlBlocks, skippedCode } from './html-blocks.ts';
import { type Inline, readInline } from './markdown-inline.ts';
import type { Block, Piece, ReadPieces } from './pieces.ts';

const parser = new MarkdownIt('default', { html: true, maxNesting: 200 }).use(footnote);
// Notes stay where they were written, usually at the end; the plug-in would drop those that nothing refers to.
parser.core.ruler.disable('footnote_tail');
parser.inline.ruler.disable('footnote_inline');
// Else a link to a forbidden address would be read out as its mark-up; links are made safe one by one.
parser.validateLink = () => true;

/**
 * Reads Markdown (CommonMark with tables and footnotes): a block each for paragraphs, headings, items, rows, captions and
 * notes.
 * @param text as cleanText leaves it
 */
export function readMarkdown(text: string): ReadPieces {
  const { metadata, body, skipped } = readFrontMatter(text);
  const pieces = piecesOf(parser.parse(flattenMarkers(body), {}));
  const titled = pieces.some(piece => piece.type === 'block' && piece.kind === 'title');
  const title = titled ? [] : titleBlocks(metadata.title);
  return { pieces: [...skipped, ...title, ...(title.length > 0 ? pieces : withTitle(pieces))], metadata };
}

/** Columns of signs and spaces before a line's text; more are typing, and the parser would drop what is nested too deep. */
const maxLeadColumns = 100;

function flattenMarkers(text: string): string {
  return text.split('\n').map(flattenLine).join('\n');
}

function flattenLine(line: string): string {
  let place = 0;
  while (place < line.length && /[ \t>*+-]/u.test(line.charAt(place))) place += 1;
  if (place <= maxLeadColumns) return line;
  // A line of signs alone is a rule.
  if (place === line.length) return line.trim() === '' ? '' : '***';
  return `${line.slice(0, maxLeadColumns)} ${line.slice(place)}`;
}

function titleBlocks(title: string | undefined): readonly Block[] {
  return title === undefined || !hasWords(title) ? [] : [{ type: 'block', kind: 'title', text: title, unseen: true }];
}

/** Without an h1, the heading that stands first is the title; of several h1 only the first is. */
function withTitle(pieces: readonly Piece[]): readonly Piece[] {
  const isBlock = (piece: Piece): piece is Block => piece.type === 'block';
  const first = pieces.find(isBlock);
  const title =
    pieces.filter(isBlock).find(({ kind }) => kind === 'title') ?? (first?.kind === 'heading' ? first : undefined);
  return pieces.map((piece): Piece => {
    if (title !== undefined && piece === title) return { ...title, kind: 'title' };
    return isBlock(piece) && piece.kind === 'title' ? { ...piece, kind: 'heading' } : piece;
  });
}

function piecesOf(tokens: readonly Token[]): readonly Piece[] {
  const pieces: (readonly Piece[])[] = [];
  const open: string[] = [];
  let row: Inline[] | undefined;
  for (const token of tokens) {
    if (token.nesting > 0) open.push(token.tag === '' ? token.type : token.tag);
    else if (token.nesting < 0) open.pop();
    if (token.type === 'tr_open') row = [];
    else if (token.type === 'tr_close') {
      pieces.push(rowPieces(row ?? []));
      row = undefined;
    } else if (token.type === 'inline') {
      const inline = readInline(token.children ?? []);
      if (row === undefined) pieces.push(inlinePieces(inline, kindIn(open)));
      else row.push(inline);
    } else pieces.push(leafPieces(token));
  }
  return pieces.flat();
}

function leafPieces(token: Token): readonly Piece[] {
  if (token.type === 'html_block') return readHtmlBlocks(token.content).pieces;
  // A rule is skipped like any line without words, with its warning.
  if (token.type === 'hr') return [{ type: 'block', text: token.markup }];
  if (token.type === 'fence') return [skippedCode(token.content)];
  if (token.type !== 'code_block') return [];
  // Four spaces before a paragraph are more often typing than code.
  return token.content.split(/\n[ \t]*\n/u).map((part): Piece => {
    return looksLikeProse(part) ? { type: 'block', text: oneLine(part) } : skippedCode(part);
  });
}

function inlinePieces({ text, links, images, skipped }: Inline, kind: ParagraphKind | undefined): readonly Piece[] {
  const written = kind === 'listItem' ? text.replace(/^\[[ xX]\][ \t]+/u, '') : text;
  const blocks = linesAtBreaks(written).map((line): Block => {
    return {
      type: 'block',
      text: line,
      ...(kind === undefined ? {} : { kind }),
      ...(links.length === 0 ? {} : { links }),
    };
  });
  const captions = images.map((alt): Block => ({ type: 'block', kind: 'caption', text: alt }));
  return [...skipped, ...blocks, ...captions];
}

function rowPieces(cells: readonly Inline[]): readonly Piece[] {
  const text = cells
    .map(cell => oneLine(cell.text))
    .filter(cell => cell !== '')
    .join(' ; ');
  const links = cells.flatMap(cell => cell.links);
  const images = cells.flatMap(cell => cell.images);
  return inlinePieces({ text, links, images, skipped: cells.flatMap(cell => cell.skipped) }, 'text');
}

const kindByTag: ReadonlyMap<string, ParagraphKind> = new Map([
  ['h1', 'title'],
  ...['h2', 'h3', 'h4', 'h5', 'h6'].map(tag => [tag, 'heading'] as const),
  ['li', 'listItem'],
  ['blockquote', 'quote'],
  ['footnote_reference_open', 'text'],
]);

function kindIn(open: readonly string[]): ParagraphKind | undefined {
  const tag = open.findLast(name => kindByTag.has(name));
  return tag === undefined ? undefined : kindByTag.get(tag);
}
