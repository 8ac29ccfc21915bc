import { Tokenizer } from 'htmlparser2';
import { type Element, endedBy, isBlock, rawNames, voidNames } from './html-elements.ts';

/** What hears of a page's elements, in order and always well nested. */
export interface HtmlListener {
  open(element: Element): void;
  close(element: Element): void;
  /** Text with its entities decoded; never of a comment. */
  text(text: string): void;
}

/** Deeper than this only elements that hold text directly are kept, and those no deeper than the second. */
const maxDepth = 50;
const hardMaxDepth = 60;

/** So often a tag that swallowed text is ended by force; a page that needs more is not worth quadratic time. */
const maxRepairs = 20;

/**
 * Walks over HTML, however broken: what is not closed is closed, what nests too deep is flattened, text that an unclosed
 * quote made part of a tag is text again; nothing is fetched or run. Linear in the length, because the stack of open
 * elements is bounded.
 * @returns whether nesting was flattened
 * @see HTML Living Standard, 13.2, of which this is the part that matters to text
 */
export function walkHtml(html: string, listener: HtmlListener): { readonly flattened: boolean } {
  const nesting = new Nesting(listener);
  let rest: string | undefined = html;
  for (let repairs = 0; rest !== undefined && repairs <= maxRepairs; repairs += 1)
    rest = walkUntilBroken(rest, nesting);
  nesting.end();
  return { flattened: nesting.flattened };
}

/** @returns what follows the first tag that swallowed text; undefined where none did */
function walkUntilBroken(html: string, nesting: Nesting): string | undefined {
  let name = '';
  let tagStart: number | undefined;
  let rest: string | undefined;
  let attribute = '';
  let attributes = new Map<string, string>();
  const add = (value: string) => attributes.set(attribute, (attributes.get(attribute) ?? '') + value);
  const breakOff = (start: number) => {
    const end = html.indexOf('>', start);
    if (end >= 0) rest = html.slice(end + 1);
    nesting.open({ name, attributes: new Map() }, false);
  };
  const opened = (selfClosing: boolean) => {
    if (tagStart !== undefined && hasSwallowed(attributes)) {
      breakOff(tagStart);
      tokenizer.pause();
    } else nesting.open({ name, attributes }, selfClosing);
    attributes = new Map();
    tagStart = undefined;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => nesting.text(html.slice(start, end)),
      ontextentity: codePoint => nesting.text(String.fromCodePoint(codePoint)),
      onopentagname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
        tagStart = start;
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        // Of two attributes of one name the first counts.
        if (attributes.has(attribute)) attribute = '';
        attributes.set(attribute, '');
      },
      onattribdata: (start, end) => add(html.slice(start, end)),
      onattribentity: codePoint => add(String.fromCodePoint(codePoint)),
      onattribend: () => undefined,
      onopentagend: () => opened(false),
      onselfclosingtag: () => opened(true),
      onclosetag: (start, end) => nesting.close(html.slice(start, end).toLowerCase()),
      oncomment: () => undefined,
      oncdata: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  if (rest !== undefined) return rest;
  tokenizer.end();
  if (tagStart !== undefined) breakOff(tagStart);
  return rest;
}

/** A quote was not closed: the value of an attribute that never holds a tag runs on past its own. */
function hasSwallowed(attributes: ReadonlyMap<string, string>): boolean {
  return ['href', 'src', 'class', 'id'].some(name => /^[^<>]*>[^]*</u.test(attributes.get(name) ?? ''));
}

/** Turns tags as they come into elements that nest. */
class Nesting {
  flattened = false;
  readonly #listener: HtmlListener;
  readonly #stack: Element[] = [];
  /** Start tags that were not taken in, by name: their end tags must not end others. */
  readonly #ignored = new Map<string, number>();

  constructor(listener: HtmlListener) {
    this.#listener = listener;
  }

  open(element: Element, selfClosing: boolean): void {
    const { name } = element;
    this.#closeImplied(name);
    if (voidNames.has(name)) {
      this.#listener.open(element);
      this.#listener.close(element);
      return;
    }
    if (this.#isTooDeep(name)) {
      this.flattened = true;
      this.#ignored.set(name, (this.#ignored.get(name) ?? 0) + 1);
      // A space where a box was, so that no words are glued.
      if (isBlock(name)) this.#listener.text('\n');
      return;
    }
    this.#stack.push(element);
    this.#listener.open(element);
    // `<svg/>` and `<script/>`: the tokenizer goes on as if the latter were open, as browsers do.
    if (selfClosing && !rawNames.has(name) && !isBlock(name)) this.close(name);
  }

  close(name: string): void {
    if (name === 'br') {
      this.open({ name, attributes: new Map() }, false);
      return;
    }
    const ignored = this.#ignored.get(name) ?? 0;
    if (ignored > 0) {
      this.#ignored.set(name, ignored - 1);
      if (isBlock(name)) this.#listener.text('\n');
      return;
    }
    const place = this.#stack.findLastIndex(element => element.name === name);
    if (place >= 0) this.#closeFrom(place);
  }

  text(text: string): void {
    this.#listener.text(text);
  }

  end(): void {
    this.#closeFrom(0);
  }

  #isTooDeep(name: string): boolean {
    const depth = this.#stack.length;
    return (
      depth >= hardMaxDepth ||
      (depth >= maxDepth && !/^(?:p|h[1-6]|li|blockquote|figcaption|td|th|tr|script|style|template)$/u.test(name))
    );
  }

  /** A new paragraph ends the one before it, a new item the last item of the same list. */
  #closeImplied(name: string): void {
    const ended = endedBy(name);
    if (ended === undefined) return;
    for (let place = this.#stack.length - 1; place >= 0; place -= 1) {
      const open = this.#stack[place]?.name ?? '';
      if (ended.barriers.has(open)) return;
      if (ended.names.has(open)) {
        this.#closeFrom(place);
        return;
      }
    }
  }

  #closeFrom(place: number): void {
    while (this.#stack.length > place) {
      const element = this.#stack.pop();
      if (element !== undefined) this.#listener.close(element);
    }
  }
}
