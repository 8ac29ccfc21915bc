import type { Link, Paragraph, ParagraphKind, Version } from '../edition/schema.ts';
import { type Language, languages, sourceLanguage } from '../languages.ts';
import { block, element, type Markup, type MarkupChild } from '../markup.ts';
import { passageId, sentenceElementId } from './ids.ts';
import type { Part } from './parts.ts';
import { xhtmlDocument } from './xhtml.ts';

/** A part of the book to read: each paragraph in both languages, each sentence with an id of its own. */
export function contentDocument({ paragraphs }: Part, title: string): string {
  const body = block('section', { 'epub:type': 'bodymatter' }, ...paragraphs.map(pair));
  return xhtmlDocument({ language: sourceLanguage, title }, body);
}

function pair({ index, kind, versions }: Paragraph): Markup {
  const passages = languages.flatMap(language => {
    const version = versions[language];
    return version === undefined ? [] : passage(version, { index, kind, language });
  });
  return element('div', { class: `pair ${kind}`, id: `p${index}` }, ...passages);
}

function passage(
  version: Version,
  { index, kind, language }: { readonly index: number; readonly kind: ParagraphKind; readonly language: Language },
): Markup {
  const attributes = { id: passageId(index, language), lang: language, 'xml:lang': language };
  return element('div', attributes, blocks[kind](sentences(version, language)));
}

const paragraphOf = (...text: readonly MarkupChild[]) => element('p', {}, ...text);

const blocks: Readonly<Record<ParagraphKind, (text: readonly MarkupChild[]) => Markup>> = {
  kicker: text => paragraphOf(text),
  title: text => element('h1', {}, text),
  heading: text => element('h2', {}, text),
  text: text => paragraphOf(text),
  quote: text => element('blockquote', {}, paragraphOf(text)),
  listItem: text => element('ul', {}, element('li', {}, text)),
  caption: text => paragraphOf(text),
};

/** The whole text, its sentences marked; what stands between them, a space mostly, is kept. */
function sentences({ text, sentences: spans, links = [] }: Version, language: Language): MarkupChild[] {
  const written: MarkupChild[] = [];
  let at = 0;
  for (const { id, start, end } of spans) {
    written.push(text.slice(at, start));
    const content = linkedText(text, { start, end }, links);
    written.push(element('span', { class: 'sentence', id: sentenceElementId(id, language) }, content));
    at = Math.max(at, end);
  }
  written.push(text.slice(at));
  return written;
}

/** A stretch of the text with the links in it; one that goes on beyond the sentence is a link in each. */
function linkedText(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  links: readonly Link[],
): MarkupChild[] {
  const written: MarkupChild[] = [];
  let at = start;
  for (const link of links) {
    const from = Math.max(link.start, at);
    const to = Math.min(link.end, end);
    if (from >= to) continue;
    written.push(text.slice(at, from), element('a', { href: link.href }, text.slice(from, to)));
    at = to;
  }
  written.push(text.slice(at, end));
  return written;
}
