import type { Token } from 'markdown-it';
import { countLetters, oneLine } from './characters.ts';
import { removedNoteMark } from './html-blocks.ts';
import { isHtmlName } from './html-elements.ts';
import { type Link, safeLink } from './links.ts';
import type { Skipped } from './pieces.ts';

/** What a paragraph of Markdown holds. */
export interface Inline {
  /** With `\n` at hard breaks only. */
  readonly text: string;
  readonly links: readonly Link[];
  /** The descriptions of its images. */
  readonly images: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** Reads the tokens of one paragraph: emphasis and links as their text, code in the line as text, images aside. */
export function readInline(tokens: readonly Token[]): Inline {
  const text: string[] = [];
  const links: Link[] = [];
  const images: string[] = [];
  const skipped: Skipped[] = [];
  let link: { readonly from: number; readonly href: string } | undefined;
  for (const token of tokens) {
    if (token.type === 'image') images.push(oneLine(plainText(token.children ?? [])));
    else if (token.type === 'footnote_ref') skipped.push(removedNoteMark(labelLetters(token)));
    else if (token.type === 'link_open') link = { from: text.length, href: String(token.attrGet('href') ?? '') };
    else if (token.type === 'link_close' && link !== undefined) {
      const href = safeLink(link.href);
      if (href !== undefined) links.push({ text: oneLine(text.slice(link.from).join('')), href });
    } else if (token.type === 'text') text.push(withoutNoteMarks(token.content, skipped));
    else text.push(writtenText(token));
  }
  return { text: text.join(''), links, images: images.filter(alt => alt !== ''), skipped };
}

function plainText(tokens: readonly Token[]): string {
  return tokens.map(token => (token.type === 'image' ? plainText(token.children ?? []) : writtenText(token))).join('');
}

function writtenText(token: Token): string {
  if (token.type === 'softbreak') return ' ';
  if (token.type === 'hardbreak') return '\n';
  if (token.type === 'html_inline') return inlineHtml(token.content);
  return token.content;
}

/** Tags of HTML are mark-up; what only looks like one (`<break time="10s"/>`, `List<String>`) is text. */
function inlineHtml(tag: string): string {
  const name = /^<\/?([a-zA-Z][^\s/>]*)/u.exec(tag)?.[1]?.toLowerCase();
  if (name === 'br') return '\n';
  if (name !== undefined) return isHtmlName(name) ? '' : tag;
  return /^<(?:!--|[!?])/u.test(tag) ? '' : tag;
}

/** Marks of notes that the file does not hold: no more spoken than the others. */
function withoutNoteMarks(text: string, skipped: Skipped[]): string {
  return text.replaceAll(/\[\^[^\]\s]{1,40}\]/gu, mark => {
    skipped.push(removedNoteMark(countLetters(mark)));
    return '';
  });
}

function labelLetters({ meta }: Token): number {
  const label: unknown = typeof meta === 'object' && meta !== null && 'label' in meta ? meta['label'] : '';
  return typeof label === 'string' ? countLetters(label) : 0;
}
