import { countLetters, oneLine } from './characters.ts';
import { controlNames, type Element, isBlock, unseenNames, voidNames } from './html-elements.ts';
import { type HtmlListener, walkHtml } from './html-events.ts';

/** A page without what is plainly not its article. */
export interface Page {
  /** Well-formed, bounded in depth, without scripts. */
  readonly html: string;
  /** The content of the title element. */
  readonly title: string;
  /** Saved by a word processor: it has no menus and banners, all of it is the article. */
  readonly isDocument: boolean;
  /** Each h1 that was kept. */
  readonly headlines: readonly string[];
  /** What stands right before the first h1, on lines of its own. */
  readonly overline: string;
  readonly language?: string;
  /** The charset that a meta element declares, in small letters. */
  readonly charset?: string;
  /** Letters that a reader of the page sees, those of menus and banners included. */
  readonly seenLetters: number;
  readonly keptLetters: number;
  /** How many nodes its tree will have: elements, and texts between tags and entities. */
  readonly nodes: number;
  /** The sum of the depths of its elements. */
  readonly weight: number;
  readonly flattened: boolean;
}

/**
 * Rewrites a page without scripts, menus, controls, hidden elements, the page's own header where no heading is in it, and
 * boxes whose class says cookies, advertising or sharing. If header, advertising and sharing would take most of the text,
 * they are not believed.
 */
export function tidyPage(html: string): Page {
  const believing = rewrite(html, true);
  const doubting = rewrite(html, false);
  return believing.keptLetters * 3 >= doubting.keptLetters ? believing : doubting;
}

function rewrite(html: string, byClass: boolean): Page {
  const writer = new PageWriter(byClass);
  const { flattened } = walkHtml(html, writer);
  return { ...writer.page(), flattened };
}

/** What had been written where an element opened. */
interface Written {
  readonly depth: number;
  readonly parts: number;
  readonly headings: number;
  readonly keptLetters: number;
  readonly nodes: number;
  readonly weight: number;
}

class PageWriter implements HtmlListener {
  readonly #byClass: boolean;
  readonly #parts: string[] = [];
  readonly #headlines: string[] = [];
  #depth = 0;
  #inArticle = 0;
  /** Headers of the page itself that are open, the innermost last. */
  readonly #banners: Written[] = [];
  #headings = 0;
  /** Depth of the element whose content is left out; 0 for none. */
  #dropping = 0;
  /** Depth of the element whose content nobody sees; 0 for none. */
  #unseen = 0;
  #title = '';
  #inTitle = false;
  /** Saved by Word, whose title element names the file, or an older one. */
  #isOfWord = false;
  #headline: string | undefined;
  /** Text since the last block began or ended, and the last such text that was not empty. */
  #line = '';
  #lastLine = '';
  #overline: string | undefined;
  #language: string | undefined;
  #charset: string | undefined;
  #seenLetters = 0;
  #keptLetters = 0;
  #nodes = 0;
  #weight = 0;

  constructor(byClass: boolean) {
    this.#byClass = byClass;
  }

  open(element: Element): void {
    this.#depth += 1;
    const { attributes } = element;
    const name = shownName(element);
    this.#note(element);
    if (this.#unseen === 0 && name !== 'head' && unseenNames.has(name)) this.#unseen = this.#depth;
    if (this.#dropping === 0 && (this.#unseen > 0 || this.#isOutside(element))) this.#dropping = this.#depth;
    if (name === 'article' || name === 'main') this.#inArticle += 1;
    if (this.#dropping > 0) return;
    if (name === 'header' && this.#inArticle === 0) this.#banners.push(this.#here());
    this.#nodes += 1;
    this.#weight += this.#depth;
    if (isBlock(name)) this.#endLine();
    if (/^h[1-6]$/u.test(name)) this.#headings += 1;
    if (name === 'h1') {
      this.#headline = '';
      this.#overline ??= this.#lastLine;
    }
    if (!frameNames.has(name)) this.#parts.push(`<${name}${writtenAttributes(attributes)}>`);
  }

  close(element: Element): void {
    const name = shownName(element);
    if (name === 'title') this.#inTitle = false;
    if (name === 'article' || name === 'main') this.#inArticle -= 1;
    if (this.#dropping === 0 && !voidNames.has(name) && !frameNames.has(name)) this.#parts.push(`</${name}>`);
    if (isBlock(name)) this.#endLine();
    if (name === 'header' && this.#banners.at(-1)?.depth === this.#depth) this.#endBanner();
    if (name === 'h1' && this.#headline !== undefined) {
      this.#headlines.push(oneLine(this.#headline));
      this.#headline = undefined;
    }
    if (this.#dropping === this.#depth) this.#dropping = 0;
    if (this.#unseen === this.#depth) this.#unseen = 0;
    this.#depth -= 1;
  }

  text(text: string): void {
    if (this.#inTitle) this.#title += text;
    if (this.#unseen > 0) return;
    const letters = countLetters(text);
    this.#seenLetters += letters;
    if (this.#dropping > 0) return;
    this.#keptLetters += letters;
    if (this.#headline !== undefined) this.#headline += text;
    if (this.#overline === undefined) this.#line += text;
    const written = escaped(text);
    // An entity makes a text node of its own.
    this.#nodes += 1 + (written.match(/&/gu)?.length ?? 0);
    this.#parts.push(written);
  }

  page(): Omit<Page, 'flattened'> {
    return {
      html: this.#parts.join(''),
      title: this.#isOfWord ? '' : oneLine(this.#title),
      isDocument: this.#isOfWord,
      overline: this.#overline ?? '',
      headlines: this.#headlines.filter(headline => headline !== ''),
      seenLetters: this.#seenLetters,
      keptLetters: this.#keptLetters,
      nodes: this.#nodes,
      weight: this.#weight,
      ...(this.#language === undefined ? {} : { language: this.#language }),
      ...(this.#charset === undefined ? {} : { charset: this.#charset }),
    };
  }

  #here(): Written {
    return {
      depth: this.#depth,
      parts: this.#parts.length,
      headings: this.#headings,
      keptLetters: this.#keptLetters,
      nodes: this.#nodes,
      weight: this.#weight,
    };
  }

  /** Without a heading, a header of the page itself holds the site's name and slogan: it is taken back. */
  #endBanner(): void {
    const before = this.#banners.pop();
    if (before === undefined || !this.#byClass || this.#headings > before.headings) return;
    this.#parts.length = before.parts;
    this.#keptLetters = before.keptLetters;
    this.#nodes = before.nodes;
    this.#weight = before.weight;
    this.#lastLine = '';
  }

  #endLine(): void {
    const line = oneLine(this.#line);
    if (line !== '') this.#lastLine = line;
    this.#line = '';
  }

  #note({ name, attributes }: Element): void {
    if (name === 'title' && this.#title === '') this.#inTitle = true;
    if (name === 'html') this.#language ??= attributes.get('lang');
    if (name === 'br' && this.#headline !== undefined) this.#headline += ' ';
    if (name !== 'meta') return;
    this.#charset ??= declaredCharset(attributes);
    if (/^(?:generator|progid)$/iu.test(attributes.get('name') ?? ''))
      this.#isOfWord ||= /^(?:Microsoft Word\b|Word\.Document)/u.test(attributes.get('content') ?? '');
  }

  #isOutside(element: Element): boolean {
    const { name, attributes } = element;
    if (frameNames.has(name)) return false;
    if (controlNames.has(name) || (name === 'footer' && this.#inArticle === 0)) return true;
    if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true;
    // Word writes the number or bullet of a list item as text, and marks it so.
    if (/display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*ignore/iu.test(attributes.get('style') ?? ''))
      return true;
    if (outsideRoles.test(attributes.get('role') ?? '')) return true;
    if (!boxNames.test(name)) return false;
    const words = ` ${wordsOf(attributes)} `;
    return consentClass.test(words) || (this.#byClass && outsideClass.test(words));
  }
}

/** Word writes the title of a document, and the items of its lists, as paragraphs in styles of that name. */
function shownName({ name, attributes }: Element): string {
  const style = name === 'p' ? (attributes.get('class') ?? '') : '';
  if (style.startsWith('MsoTitle')) return 'h1';
  return style.startsWith('MsoListParagraph') ? 'li' : name;
}

/** What surrounds a page's content; Readability gets a frame of its own. */
const frameNames = new Set(['html', 'head', 'body', 'meta', 'link', 'base']);

const outsideRoles =
  /^(?:navigation|banner|contentinfo|complementary|dialog|alertdialog|search|menu|menubar|toolbar)$/u;
const boxNames = /^(?:div|section|ul|ol|span|p|a|footer|header|figure|form|table)$/u;
const consentClass = / (?:cookies?|consent|gdpr|rgpd|onetrust|didomi|axeptio|tarteaucitron) /u;
const outsideClass =
  / (?:newsletters?|pub|pubs|publicites?|ads?|advert|adverts|advertising|advertisement|sponsor|sponsors|sponsored|sponsorise|taboola|outbrain|share|sharing|partage|partager|breadcrumbs?|ariane|sidebar|popup|modal|skip) /u;

/** The words of an element's class and id: `cookieBanner`, `ad-top` and `pub_droite` hold `cookie`, `ad` and `pub`. */
function wordsOf(attributes: ReadonlyMap<string, string>): string {
  const written = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  return written
    .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, ' ');
}

function declaredCharset(attributes: ReadonlyMap<string, string>): string | undefined {
  const declared =
    attributes.get('charset') ?? /charset\s*=\s*["']?([^"';\s]+)/iu.exec(attributes.get('content') ?? '')?.[1];
  return declared?.trim().toLowerCase();
}

/** What Readability and the reader of blocks look at; all else (handlers, styles) is gone. */
const keptAttributes = [
  'class',
  'id',
  'role',
  'href',
  'src',
  'alt',
  'lang',
  'itemprop',
  'property',
  'name',
  'content',
  'rel',
];

function writtenAttributes(attributes: ReadonlyMap<string, string>): string {
  return keptAttributes
    .filter(name => attributes.has(name))
    .map(name => ` ${name}="${escaped(attributes.get(name) ?? '')}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
