import { Readability } from '@mozilla/readability';
import { DOMParser } from 'linkedom';
import { countLetters, hasWords, oneLine } from './characters.ts';
import { readHtmlBlocks } from './html-blocks.ts';
import { type Page, tidyPage } from './html-page.ts';
import type { Block, Piece, ReadPieces, Skipped } from './pieces.ts';

/**
 * Reads the article of a page: the page without its menus, banners and controls, then what Readability takes for the
 * article, then its blocks. No script is run, nothing is fetched.
 * @param html as cleanText leaves it
 */
export function readHtml(html: string): ReadPieces {
  const page = tidyPage(html);
  const found = articlePieces(page);
  if (page.headlines.length === 0 && !found.some(isOwnText)) return { pieces: [], metadata: {} };
  const pieces = withTitle(found, page);
  return {
    pieces: [...pageWarnings(page, pieces), ...pieces],
    metadata: {
      ...(page.language === undefined ? {} : { language: page.language }),
      ...(page.charset === undefined ? {} : { charset: page.charset }),
    },
  };
}

/** Words that are not all links: a list of links is no article. */
function isOwnText(piece: Piece): boolean {
  if (piece.type !== 'block' || !hasWords(piece.text)) return false;
  const linked = (piece.links ?? []).reduce((sum, { text }) => sum + countLetters(text), 0);
  return countLetters(piece.text) > linked;
}

/** What Readability must find at least of what is left of the page, so that it is believed. */
const minShare = 0.3;

/** More than a long encyclopedia page has; Readability's time grows with both, to some seconds at these. */
const maxNodes = 40_000;
const maxWeight = 300_000;

function articlePieces(page: Page): readonly Piece[] {
  if (page.nodes > maxNodes || page.weight > maxWeight) return [wholePageRead, ...readHtmlBlocks(page.html).pieces];
  if (page.isDocument) return readHtmlBlocks(page.html).pieces;
  const found = readableHtml(page.html);
  const pieces = found === undefined ? [] : readHtmlBlocks(found).pieces;
  if (lettersIn(pieces) >= page.keptLetters * minShare) return pieces;
  // On a short page Readability's statistics have nothing to go by: the whole of what is left is the article.
  return readHtmlBlocks(page.html).pieces;
}

const wholePageRead: Skipped = {
  type: 'skipped',
  code: 'WholePageRead',
  message: 'The page is too large to tell its article from the rest: all but its menus and banners was read.',
};

function readableHtml(html: string): string | undefined {
  const document = new DOMParser().parseFromString(`<!doctype html><html><body>${html}</body></html>`, 'text/html');
  const article = new Readability(document, { charThreshold: 100 }).parse();
  return article?.content ?? undefined;
}

/** Letters that a reader of the page sees. */
function lettersIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => {
    if (piece.type === 'skipped') return sum + (piece.letters ?? 0);
    return sum + (piece.unseen === true ? 0 : countLetters(piece.text));
  }, 0);
}

/** Puts the headline first, where Readability took it out of the article, and makes it the one title. */
function withTitle(pieces: readonly Piece[], page: Page): readonly Piece[] {
  const headline = headlineOf(page);
  if (headline === undefined) return pieces;
  const place = pieces.findIndex(piece => piece.type === 'block' && oneLine(piece.text) === headline);
  const unseen = !page.headlines.includes(headline) && place < 0;
  const title: Block = { type: 'block', kind: 'title', text: headline, unseen };
  if (place < 0) {
    const others = pieces.map(withoutTitleKind);
    // What stood over the headline, Readability leaves at the head of the text.
    const isOverline = others[0]?.type === 'block' && others[0].text === page.overline;
    return isOverline ? [...others.slice(0, 1), title, ...others.slice(1)] : [title, ...others];
  }
  return pieces.map((piece, index) => (index === place ? title : withoutTitleKind(piece)));
}

function withoutTitleKind(piece: Piece): Piece {
  return piece.type === 'block' && piece.kind === 'title' ? { ...piece, kind: 'heading' } : piece;
}

/** The h1 that the title element repeats, else the only one, else the title element without the site's name. */
function headlineOf({ headlines, title }: Page): string | undefined {
  const repeated = headlines.find(headline => title.includes(headline));
  if (repeated !== undefined) return repeated;
  if (headlines.length > 0) return headlines[0];
  const [name] = title.split(/\s[|»·–—-]\s/u);
  return name === undefined || name === '' ? undefined : name;
}

function pageWarnings(page: Page, pieces: readonly Piece[]): readonly Skipped[] {
  const outside = page.seenLetters - lettersIn(pieces);
  return [...(page.flattened ? [flattened] : []), ...(outside > 0 ? [outsideArticle(outside)] : [])];
}

const flattened: Skipped = {
  type: 'skipped',
  code: 'NestingFlattened',
  message: 'The page nests its elements too deep: the innermost were read as if they were not nested.',
};

function outsideArticle(letters: number): Skipped {
  return {
    type: 'skipped',
    code: 'OutsideArticle',
    message: `${letters} letters of the page outside the article (menus, banners, advertisements) were left out.`,
    letters,
  };
}
