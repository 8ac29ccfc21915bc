import { timestamp } from '../captions/timestamp.ts';
import type { Edition } from '../edition/schema.ts';
import { block, element, type Markup, xmlDocument } from '../markup.ts';
import { accessibilityMetadata } from './accessibility.ts';
import { coverFile, coverPageFile } from './cover-page.ts';
import type { Overlay } from './media-overlay.ts';
import type { Part } from './parts.ts';
import { styleFile } from './xhtml.ts';

/** A part and what is heard of it. */
export interface SpokenPart {
  readonly part: Part;
  readonly overlay: Overlay | undefined;
}

export interface Package {
  readonly edition: Edition;
  readonly title: string;
  /** The same for every revision of the article. */
  readonly identifier: string;
  /** When the revision was uploaded: with the identifier, the name of this very book. */
  readonly modified: Date;
  readonly parts: readonly SpokenPart[];
  readonly hasCover: boolean;
}

export const navigationFile = 'nav.xhtml';

/** What the book is, which files it has and in which order they are read. @see EPUB 3.3, 5 (package document) */
export function packageDocument(book: Package): string {
  const attributes = { xmlns: 'http://www.idpf.org/2007/opf', version: '3.0', 'unique-identifier': 'id' };
  const pages = [...(book.hasCover ? [coverPageId] : []), ...book.parts.map((_, index) => textId(index))];
  const spine = pages.map(idref => element('itemref', { idref }));
  return xmlDocument(
    block(
      'package',
      attributes,
      metadata(book),
      block('manifest', {}, ...manifest(book)),
      block('spine', {}, ...spine),
    ),
  );
}

function metadata({ edition, title, identifier, modified, parts, hasCover }: Package): Markup {
  const { article, paragraphs } = edition;
  return block(
    'metadata',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
    element('dc:identifier', { id: 'id' }, identifier),
    element('dc:title', { 'xml:lang': article.languages[0] }, title),
    ...article.languages.map(language => element('dc:language', {}, language)),
    element('dc:source', {}, article.source.key),
    element('dc:date', {}, toTheSecond(modified)),
    meta('dcterms:modified', toTheSecond(modified)),
    ...accessibilityMetadata(paragraphs, hasCover),
    ...overlayMetadata(parts),
  );
}

function overlayMetadata(parts: readonly SpokenPart[]): Markup[] {
  const durations = parts.flatMap(({ overlay }, index) =>
    overlay === undefined ? [] : { durationMs: overlay.durationMs, id: overlayId(index) },
  );
  if (durations.length === 0) return [];
  const totalMs = durations.reduce((total, { durationMs }) => total + durationMs, 0);
  return [
    ...durations.map(({ durationMs, id }) => meta('media:duration', timestamp(durationMs, '.'), `#${id}`)),
    meta('media:duration', timestamp(totalMs, '.')),
    meta('media:active-class', '-epub-media-overlay-active'),
  ];
}

function meta(property: string, value: string, refines?: string): Markup {
  return element('meta', { refines, property }, value);
}

function manifest({ parts, hasCover }: Package): Markup[] {
  const clips = new Set(parts.flatMap(({ overlay }) => overlay?.clips ?? []));
  return [
    item('nav', navigationFile, xhtml, { properties: 'nav' }),
    item('style', styleFile, 'text/css'),
    ...(hasCover ? coverItems : []),
    ...parts.flatMap(({ part, overlay }, index) => [
      item(textId(index), part.textFile, xhtml, overlay && { 'media-overlay': overlayId(index) }),
      ...(overlay === undefined ? [] : [item(overlayId(index), part.overlayFile, 'application/smil+xml')]),
    ]),
    ...Array.from(clips, (file, index) => item(`clip-${index + 1}`, file, 'audio/mpeg')),
  ];
}

const xhtml = 'application/xhtml+xml';

const coverPageId = 'cover-page';

const coverItems = [
  item('cover', coverFile, 'image/png', { properties: 'cover-image' }),
  item(coverPageId, coverPageFile, xhtml),
];

function item(id: string, href: string, type: string, more: Readonly<Record<string, string>> = {}): Markup {
  return element('item', { id, href, 'media-type': type, ...more });
}

function textId(index: number): string {
  return `part-${index + 1}`;
}

function overlayId(index: number): string {
  return `overlay-${index + 1}`;
}

/** As EPUB wants it: `2026-11-23T10:00:00Z`. */
function toTheSecond(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/u, 'Z');
}
