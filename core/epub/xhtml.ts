import type { Language } from '../languages.ts';
import { block, element, type Markup, xmlDocument } from '../markup.ts';

/** The style sheet that every document of the book uses. */
export const styleFile = 'style.css';

/** A document of the book, in the XML form of HTML that EPUB has. */
export function xhtmlDocument(
  { language, title }: { readonly language: Language; readonly title: string },
  ...body: readonly Markup[]
): string {
  const head = block(
    'head',
    {},
    element('title', {}, title),
    element('link', { rel: 'stylesheet', type: 'text/css', href: styleFile }),
  );
  const attributes = { xmlns: xhtml, 'xmlns:epub': epub, lang: language, 'xml:lang': language };
  return xmlDocument(block('html', attributes, head, block('body', {}, ...body)), '<!DOCTYPE html>');
}

const xhtml = 'http://www.w3.org/1999/xhtml';
const epub = 'http://www.idpf.org/2007/ops';
