import { sourceLanguage } from '../languages.ts';
import { block, element, type Markup } from '../markup.ts';
import { type Hyperscript, paragraphBlock } from '../page/transcript.ts';
import { sentenceElementId } from './ids.ts';
import type { Part } from './parts.ts';
import { strictUri } from './strict-uri.ts';
import { xhtmlDocument } from './xhtml.ts';

/** A part of the book to read: the transcript in XHTML, each sentence with an id that the media overlay points to. */
export function contentDocument({ paragraphs }: Part, title: string): string {
  // What a book lacks will not come any more, whatever the status of the edition that is being published.
  const pairs = paragraphs.map(paragraph => paragraphBlock(paragraph, 'partial', xhtml));
  return xhtmlDocument({ language: sourceLanguage, title }, block('section', { 'epub:type': 'bodymatter' }, ...pairs));
}

/** As the page's elements, but named for XML, whose language is `xml:lang`, and with the sentences' ids. */
const xhtml: Hyperscript<Markup> = (tag, attributes, ...children) => {
  const { 'data-sentence': sentence, lang, href } = attributes;
  const id = sentence === undefined || lang === undefined ? attributes['id'] : sentenceElementId(sentence, lang);
  const named = { ...attributes, id, 'xml:lang': lang, href: href === undefined ? undefined : strictUri(href) };
  return element(tag, named, ...children);
};
