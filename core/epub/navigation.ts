import { chapterTitle } from '../captions/chapters.ts';
import type { Paragraph } from '../edition/schema.ts';
import { languages, sourceLanguage } from '../languages.ts';
import { block, element, type Markup, type MarkupChild } from '../markup.ts';
import { paragraphId } from './ids.ts';
import type { Part } from './parts.ts';
import { xhtmlDocument } from './xhtml.ts';

/** The book's table of contents, in both languages. */
export function navigationDocument(title: string, parts: readonly Part[]): string {
  const entries = parts.flatMap(part => headsOf(part, parts).map(head => entry(part, head)));
  const toc = block(
    'nav',
    { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' },
    element('h1', {}, words('Sommaire', 'Contents')),
    block('ol', {}, ...entries),
  );
  return xhtmlDocument({ language: sourceLanguage, title }, toc);
}

/** The paragraphs that a reader may go to: the headings; the beginning of each part, where the book has none. */
function headsOf({ paragraphs }: Part, parts: readonly Part[]): readonly Paragraph[] {
  if (parts.some(part => part.paragraphs.some(isHeading))) return paragraphs.filter(isHeading);
  return paragraphs.slice(0, 1);
}

/** Whether a table of contents lists this paragraph by its own text. */
export function isHeading({ kind, versions }: Paragraph): boolean {
  if (kind !== 'title' && kind !== 'heading') return false;
  return languages.some(language => (versions[language]?.text ?? '').trim() !== '');
}

function entry({ textFile }: Part, { index, kind, versions }: Paragraph): Markup {
  const titles = languages.flatMap(language => {
    const version = versions[language];
    const title = version === undefined ? '' : chapterTitle({ paragraph: { kind }, version, language });
    return title === '' ? [] : element('span', { lang: language, 'xml:lang': language, dir: 'auto' }, title);
  });
  const label = titles.length === 0 ? `${index + 1}` : between(titles, ' · ');
  return element('li', {}, element('a', { href: `${textFile}#${paragraphId(index)}` }, label));
}

function words(french: string, english: string): MarkupChild {
  return between(
    [
      element('span', { lang: 'fr', 'xml:lang': 'fr' }, french),
      element('span', { lang: 'en', 'xml:lang': 'en' }, english),
    ],
    ' · ',
  );
}

function between(children: readonly Markup[], separator: string): MarkupChild[] {
  return children.flatMap((child, index) => (index === 0 ? [child] : [separator, child]));
}
