import type { ParagraphKind } from '../edition/schema.ts';
import { countLetters, hasWords, oneLine } from './characters.ts';
import { type Element, isBlock, unseenNames } from './html-elements.ts';
import { type HtmlListener, walkHtml } from './html-events.ts';
import { terminal } from './lines.ts';
import { type Link, safeLink } from './links.ts';
import type { Block, Piece, Skipped } from './pieces.ts';

/**
 * Reads the blocks of HTML: each element that stands on lines of its own, each row of a table, each end of a sentence at
 * a `<br>`. Code, scripts and note marks become warnings.
 */
export function readHtmlBlocks(html: string): { readonly pieces: readonly Piece[]; readonly flattened: boolean } {
  const reader = new BlockReader();
  const { flattened } = walkHtml(html, reader);
  return { pieces: reader.finish(), flattened };
}

class BlockReader implements HtmlListener {
  readonly #pieces: Piece[] = [];
  readonly #open: Element[] = [];
  readonly #captions: Piece[] = [];
  #text = '';
  #cells: string[] = [];
  #links: Link[] = [];
  #linkText: string | undefined;
  #skippedFrom: number | undefined;
  #skippedText = '';

  open(element: Element): void {
    const { name } = element;
    this.#open.push(element);
    if (this.#skippedFrom !== undefined) return;
    if (unseenNames.has(name) || name === 'pre' || this.#isNoteMark(element)) {
      this.#skippedFrom = this.#open.length;
      if (name === 'pre') this.#flush();
    } else if (name === 'br') this.#text += '\n';
    else if (name === 'img') this.#addCaption(element);
    else if (name === 'a') this.#linkText = '';
    else if (isBlock(name) && !this.#isInRow(name)) this.#flush();
  }

  close(element: Element): void {
    const { name } = element;
    const depth = this.#open.length;
    if (this.#skippedFrom === depth) this.#endSkipped(element);
    else if (this.#skippedFrom === undefined) this.#closeSeen(element);
    this.#open.pop();
    if (name === 'figure' || name === 'table') this.#putCaptions();
  }

  text(text: string): void {
    if (this.#skippedFrom !== undefined) this.#skippedText += text;
    else {
      const written = text.replaceAll(/[\t\n\r\f ]+/gu, ' ');
      this.#text += written;
      if (this.#linkText !== undefined) this.#linkText += written;
    }
  }

  finish(): readonly Piece[] {
    this.#flush();
    return this.#pieces;
  }

  #closeSeen({ name, attributes }: Element): void {
    if (name === 'a') this.#addLink(attributes.get('href') ?? '');
    if (!isBlock(name)) return;
    if (!this.#isInRow(name)) this.#flush();
    else if (name === 'td' || name === 'th') this.#endCell();
    else this.#text += ' ';
  }

  #isInRow(name: string): boolean {
    return name !== 'tr' && this.#open.findLast(open => open.name === 'tr' || open.name === 'table')?.name === 'tr';
  }

  #isNoteMark({ name, attributes }: Element): boolean {
    if (name !== 'a') return false;
    const href = attributes.get('href') ?? '';
    // Word has its own names for them, and no sup.
    return (this.#open.at(-2)?.name === 'sup' && href.includes('#')) || /#_(?:ftn|edn)(?:ref)?\d/u.test(href);
  }

  #endSkipped({ name }: Element): void {
    const text = this.#skippedText;
    const isCode = name === 'pre';
    this.#skippedFrom = undefined;
    this.#skippedText = '';
    const letters = countLetters(text);
    if (text.trim() === '') return;
    if (isCode && looksLikeProse(text)) {
      for (const line of text.split('\n')) this.#push(line, this.#kind());
      return;
    }
    if (isCode) this.#pieces.push(skippedCode(text));
    else if (name === 'a') this.#pieces.push(removedNoteMark(letters));
    else
      this.#pieces.push({
        type: 'skipped',
        code: 'MarkupSkipped',
        message: `A ${name} element was skipped.`,
        ...counted(letters),
      });
  }

  #addCaption({ attributes }: Element): void {
    const alt = oneLine(attributes.get('alt') ?? '');
    if (!hasWords(alt)) return;
    this.#captions.push({ type: 'block', kind: 'caption', text: alt, unseen: true });
  }

  #endCell(): void {
    if (hasWords(this.#text)) this.#cells.push(oneLine(this.#text));
    this.#text = '';
  }

  #addLink(href: string): void {
    const written = this.#linkText ?? '';
    const text = oneLine(written);
    const safe = safeLink(href);
    this.#linkText = undefined;
    if (href.includes('#') && wayBack.test(text)) {
      this.#text = this.#text.slice(0, -written.length);
      return;
    }
    if (safe !== undefined && text !== '') this.#links.push({ text, href: safe });
  }

  #flush(): void {
    this.#cells.push(this.#text);
    // Cells of a row are read one after the other, with a pause between.
    const text = this.#cells.filter(cell => hasWords(cell)).join(' ; ');
    const links = this.#links;
    this.#text = '';
    this.#cells = [];
    this.#links = [];
    const kind = this.#kind();
    if (kind === 'caption') this.#captions.length = 0;
    for (const line of linesAtBreaks(text)) this.#push(line, kind, links);
    if (this.#open.every(({ name }) => name !== 'figure')) this.#putCaptions();
  }

  #putCaptions(): void {
    for (const caption of this.#captions.splice(0)) this.#pieces.push(caption);
  }

  #push(line: string, kind: ParagraphKind | undefined, links: readonly Link[] = []): void {
    const text = oneLine(line);
    if (text === '') return;
    const block: Block = { type: 'block', text, ...(kind === undefined ? {} : { kind }) };
    this.#pieces.push(links.length === 0 ? block : { ...block, links });
  }

  #kind(): ParagraphKind | undefined {
    for (const { name } of this.#open.toReversed()) {
      const kind = kindByElement.get(name);
      if (kind !== undefined) return kind;
    }
    return undefined;
  }
}

const kindByElement: ReadonlyMap<string, ParagraphKind> = new Map([
  ['h1', 'title'],
  ...['h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'legend'].map(name => [name, 'heading'] as const),
  ['li', 'listItem'],
  ['dd', 'text'],
  ['blockquote', 'quote'],
  ['figcaption', 'caption'],
  ['caption', 'caption'],
]);

/** At a `<br>` a paragraph ends where a sentence does, or at two in a row; else the line goes on (verse, a title). */
export function linesAtBreaks(text: string): readonly string[] {
  const paragraphs: string[] = [];
  let open: string[] = [];
  for (const line of text.split('\n').map(oneLine)) {
    if (line === '' || terminal.test(open.at(-1) ?? '')) {
      paragraphs.push(open.join(' '));
      open = [];
    }
    if (line !== '') open.push(line);
  }
  return [...paragraphs, open.join(' ')].filter(paragraph => paragraph !== '');
}

/** Indented or preformatted text that no programmer wrote: sentences, no signs of code. */
export function looksLikeProse(text: string): boolean {
  const letters = countLetters(text);
  const signs = text.match(/[{}<>=;_$\\|[\]#/]/gu)?.length ?? 0;
  return /\p{L}+ \p{L}+ \p{L}+/u.test(text) && letters > text.trim().length * 0.7 && signs <= letters / 50;
}

export function skippedCode(text: string): Piece {
  const letters = countLetters(text);
  const lines = text.trimEnd().split('\n').length;
  const what = lines === 1 ? '1 line' : `${lines} lines`;
  return {
    type: 'skipped',
    code: 'CodeSkipped',
    message: `${what} of code skipped: code is not read aloud.`,
    ...counted(letters),
  };
}

export function removedNoteMark(letters: number): Skipped {
  return {
    type: 'skipped',
    code: 'NoteMarksRemoved',
    message: 'The mark of a note was removed: it is not spoken.',
    ...counted(letters),
  };
}

export function counted(letters: number): { readonly letters?: number } {
  return letters === 0 ? {} : { letters };
}

/** The arrow that leads from a note back to its mark: no part of the text. */
const wayBack = /^[\u2190\u2191\u21A9\u2934\u23CE^][\uFE0E\uFE0F]?$/u;
