import { sourceLanguage } from '../languages.ts';
import { element } from '../markup.ts';
import { xhtmlDocument } from './xhtml.ts';

export const coverFile = 'cover.png';
export const coverPageFile = 'cover.xhtml';

/** The book's first page. The picture shows the title, which is what it is to those who do not see it. */
export function coverPage(title: string): string {
  const picture = element('img', { src: coverFile, alt: title });
  return xhtmlDocument(
    { language: sourceLanguage, title },
    element('section', { 'epub:type': 'cover', class: 'cover' }, picture),
  );
}
