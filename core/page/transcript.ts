import type { Edition, Paragraph, ParagraphKind, Version } from '../edition/schema.ts';
import { type Language, languages } from '../languages.ts';
import { sentencePieces } from './sentence-pieces.ts';

/**
 * Makes an element of whatever kind the caller builds: text of a page, DOM, Preact, XHTML.
 * A child that is a string is text, never mark-up.
 */
export type Hyperscript<Element> = (
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: ReadonlyArray<Element | string>
) => Element;

/** The article in all its languages, a block a paragraph, in order. */
export function transcript<Element>(edition: Edition, h: Hyperscript<Element>): Element[] {
  return edition.paragraphs.map(paragraph => paragraphBlock(paragraph, edition.status, h));
}

/** `<div class="pair" id="p3" data-kind="text">` with a passage for each language. */
export function paragraphBlock<Element>(
  paragraph: Paragraph,
  status: Edition['status'],
  h: Hyperscript<Element>,
): Element {
  const { index, kind } = paragraph;
  const passages = languages.map(language => passage(paragraph, language, status, h));
  return h('div', { class: 'pair', id: `p${index}`, 'data-kind': kind }, ...passages);
}

/**
 * A paragraph in one language: `<div class="passage" lang="en">` around the element that its kind asks for, in which each
 * sentence is `<span class="sentence" data-sentence="p3s0" lang="en">`. Where there is no text yet, or never will be, the
 * passage says so, and has the class `missing`.
 */
export function passage<Element>(
  { kind, versions }: Pick<Paragraph, 'kind' | 'versions'>,
  language: Language,
  status: Edition['status'],
  h: Hyperscript<Element>,
): Element {
  const version = versions[language];
  if (version !== undefined) {
    return h('div', { class: 'passage', lang: language }, blocks[kind](h, sentences(version, language, h)));
  }
  const words = missing[status === 'narrating' ? 'awaited' : 'failed'][language];
  return h('div', { class: 'passage missing', lang: language }, h('p', {}, words));
}

const missing: Readonly<Record<'awaited' | 'failed', Readonly<Record<Language, string>>>> = {
  awaited: { fr: 'Traduction en cours…', en: 'Being translated…' },
  failed: { fr: 'Ce paragraphe n’a pas été traduit.', en: 'This paragraph was not translated.' },
};

type Children<Element> = ReadonlyArray<Element | string>;

/** An article in French may cite Arabic or Hebrew: a paragraph's outermost element runs as its first letter does. */
const auto = { dir: 'auto' } as const;

const blocks: Readonly<Record<ParagraphKind, <Element>(h: Hyperscript<Element>, text: Children<Element>) => Element>> =
  {
    kicker: (h, text) => h('p', { class: 'kicker', ...auto }, ...text),
    title: (h, text) => h('h1', auto, ...text),
    heading: (h, text) => h('h2', auto, ...text),
    text: (h, text) => h('p', auto, ...text),
    quote: (h, text) => h('blockquote', auto, h('p', {}, ...text)),
    listItem: (h, text) => h('ul', auto, h('li', {}, ...text)),
    caption: (h, text) => h('p', { class: 'caption', ...auto }, ...text),
  };

/** All of the text: what stands between the sentences too, so that nothing is lost and spaces stay. */
function sentences<Element>(version: Version, language: Language, h: Hyperscript<Element>): Children<Element> {
  const children: Array<Element | string> = [];
  let end = 0;
  for (const sentence of version.sentences) {
    if (sentence.start > end) children.push(version.text.slice(end, sentence.start));
    const attributes = { class: 'sentence', 'data-sentence': sentence.id, lang: language };
    children.push(h('span', attributes, ...pieces(version, sentence, h)));
    ({ end } = sentence);
  }
  if (end < version.text.length) children.push(version.text.slice(end));
  return children;
}

function pieces<Element>(
  version: Version,
  sentence: { readonly start: number; readonly end: number },
  h: Hyperscript<Element>,
): Children<Element> {
  return sentencePieces(sentence, version.links ?? []).map(({ start, end, href }) => {
    const text = version.text.slice(start, end);
    return href === undefined ? text : h('a', { href, rel: 'noopener noreferrer' }, text);
  });
}
