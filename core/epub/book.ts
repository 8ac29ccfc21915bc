import { oneLine } from '../edition/one-line.ts';
import type { Edition } from '../edition/schema.ts';
import { sha256Hex } from '../hash.ts';
import { block, element, xmlDocument } from '../markup.ts';
import type { ZipEntry } from '../zip/stored-zip.ts';
import { contentDocument } from './content-document.ts';
import { coverFile, coverPage, coverPageFile } from './cover-page.ts';
import { mediaOverlay, overlayOf } from './media-overlay.ts';
import { navigationDocument } from './navigation.ts';
import { navigationFile, packageDocument, type SpokenPart } from './package-document.ts';
import { partsOf } from './parts.ts';
import { bookStyle } from './style.ts';
import { styleFile } from './xhtml.ts';

/** What a book holds besides its texts, and who it is. */
export interface BookSource {
  readonly edition: Edition;
  /** See bookIdentifier. */
  readonly identifier: string;
  /** When the revision was uploaded. */
  readonly modified: Date;
  /** A clip by its file in the edition: its exact length, and how to get it. */
  readonly clip: (file: string) => Pick<ZipEntry, 'bytes' | 'content'>;
  /** A PNG, where the edition has a cover. */
  readonly cover?: Pick<ZipEntry, 'bytes' | 'content'>;
}

/**
 * The files of an EPUB 3.3 of both languages, in their order: read along sentence by sentence, one content document and
 * one media overlay a part. Texts are made when they are asked for, and once before, to know their length.
 * @see https://www.w3.org/TR/epub-33/
 */
export function bookEntries({ edition, identifier, modified, clip, cover }: BookSource): ZipEntry[] {
  const parts = partsOf(edition.paragraphs).map(part => ({ part, overlay: overlayOf(part) }));
  const title = bookTitle(edition);
  const clips = new Set(parts.flatMap(({ overlay }) => overlay?.clips ?? []));
  const texts = parts.map(({ part }) => part);
  return [
    textEntry('mimetype', () => 'application/epub+zip'),
    textEntry('META-INF/container.xml', container),
    inFolder(
      textEntry(packageFile, () =>
        packageDocument({ edition, title, identifier, modified, parts, hasCover: cover !== undefined }),
      ),
    ),
    inFolder(textEntry(navigationFile, () => navigationDocument(title, texts))),
    inFolder(textEntry(styleFile, () => bookStyle)),
    ...(cover === undefined
      ? []
      : [{ name: coverFile, ...cover }, textEntry(coverPageFile, () => coverPage(title))]
    ).map(inFolder),
    ...parts.flatMap(part => partEntries(part, title)).map(inFolder),
    ...Array.from(clips, file => inFolder({ name: file, ...clip(file) })),
  ];
}

/**
 * The name of an article's book, whatever its revision and title; a reader knows by it that a book is a newer version of
 * one that it has. The bucket's name, which is unique, keeps apart what two libraries call the same.
 * @returns a URN of a UUID of version 8 (RFC 9562), from a SHA-256
 */
export async function bookIdentifier(bucket: string, articleId: string): Promise<string> {
  const hex = await sha256Hex(JSON.stringify(['diglot-book', bucket, articleId]));
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

const folder = 'EPUB';
const packageFile = 'package.opf';

function partEntries({ part, overlay }: SpokenPart, title: string): ZipEntry[] {
  const text = textEntry(part.textFile, () => contentDocument(part, title));
  return overlay === undefined ? [text] : [text, textEntry(part.overlayFile, () => mediaOverlay(part))];
}

function inFolder(entry: ZipEntry): ZipEntry {
  return { ...entry, name: `${folder}/${entry.name}` };
}

function textEntry(name: string, text: () => string): ZipEntry {
  const content = () => new TextEncoder().encode(text());
  return { name, bytes: content().length, content };
}

/** Not without a character that is seen, as neither a book nor a page may be. */
function bookTitle({ article }: Edition): string {
  const title = oneLine(article.title).trim();
  return /[^\s\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/u.test(title) ? title : article.id;
}

function container(): string {
  const attributes = { 'full-path': `${folder}/${packageFile}`, 'media-type': 'application/oebps-package+xml' };
  return xmlDocument(
    block(
      'container',
      { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' },
      block('rootfiles', {}, element('rootfile', attributes)),
    ),
  );
}
