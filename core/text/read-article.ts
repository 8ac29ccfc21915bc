import type { Format, ParagraphKind } from '../edition/schema.ts';
import { DiglotError } from '../errors.ts';
import { sourceLanguage } from '../languages.ts';
import type { ArticleLimits } from '../settings.ts';
import { cleanText } from './characters.ts';
import { decodeText } from './decode.ts';
import { checkSize, emptyArticle } from './format.ts';
import { readHtml } from './html.ts';
import { detectLanguage } from './language.ts';
import type { PlacedLink } from './links.ts';
import { readMarkdown } from './markdown.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { Block, Metadata, ReadPieces } from './pieces.ts';
import { readPlainText } from './plain-text.ts';
import { type Span, sentencesOf } from './sentences.ts';
import { boundWarnings, type ReadWarning } from './warnings.ts';

export { checkSize, formatOf } from './format.ts';
export { type Span, sentencesOf } from './sentences.ts';

/** A paragraph as it was written: NFC, one line, no invisible characters at its ends. */
export interface SourceParagraph {
  readonly index: number;
  readonly kind: ParagraphKind;
  readonly text: string;
  /** In order, without gaps that hold letters: joined with what stands between them they are the text. */
  readonly sentences: readonly Span[];
  /** Links that mark-up made, to absolute http, https and mailto addresses only; in order. */
  readonly links: readonly PlacedLink[];
}

export interface ReadArticle {
  readonly title: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` (Latin-1 is read as this), `iso-8859-15` or `macintosh`. */
  readonly encoding: string;
  /** What the whole article is written in, as a code of BCP 47; `und` where that cannot be told. */
  readonly language: string;
  readonly paragraphs: readonly SourceParagraph[];
  readonly warnings: readonly ReadWarning[];
}

export interface ReadOptions {
  readonly format: Format;
  /** The object's key: the place that refusals name. */
  readonly key: string;
  readonly limits: ArticleLimits;
  /** True refuses an article in another language than French; else it is a warning. */
  readonly strictLanguage?: boolean;
}

/**
 * Decodes an uploaded file and reads its paragraphs and sentences. Pure and linear in the size of the file.
 * @throws DiglotError EmptyArticle, NotText, ArticleTooLarge, ArticleTooLong, or (strictLanguage) LanguageMismatch;
 *   nothing else, whatever the bytes
 */
export function readArticle(bytes: Uint8Array, options: ReadOptions): ReadArticle {
  const { key, limits } = options;
  checkSize(bytes.length, limits, key);
  const decoded = decodeText(bytes, key);
  const clean = cleanText(decoded.text);
  const { pieces, metadata } = readers[options.format](clean.text);
  const { paragraphs, warnings, removed } = paragraphsOf(pieces, blocks => checkLength(blocks, limits, key));
  if (paragraphs.length === 0) throw emptyArticle(key, 'The file holds no text of an article.');
  const text = paragraphs.map(paragraph => paragraph.text).join('\n');
  const language = languageOf(text, metadata);
  return {
    title: titleOf(paragraphs, metadata),
    encoding: decoded.encoding,
    language,
    paragraphs: paragraphs.map(({ kind, text: written, links }, index) => {
      return { index, kind, text: written, sentences: sentencesOf(written, sourceLanguage), links };
    }),
    warnings: boundWarnings([
      ...decoded.warnings.filter(({ code }) => code !== 'EncodingGuessed' || !isDeclared(decoded.encoding, metadata)),
      ...charsetWarnings(decoded.encoding, clean.text, metadata),
      ...controlCharacters(clean.removed + removed),
      ...languageWarnings(language, options),
      ...warnings,
    ]),
  };
}

const readers: Readonly<Record<Format, (text: string) => ReadPieces>> = {
  text: readPlainText,
  markdown: readMarkdown,
  html: readHtml,
};

function checkLength(paragraphs: readonly Block[], limits: ArticleLimits, key: string): void {
  const characters = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (paragraphs.length > limits.maxParagraphs) {
    throw tooLong(`${paragraphs.length} paragraphs; at most ${limits.maxParagraphs} are taken`, 'maxParagraphs', key);
  }
  if (characters > limits.maxCharacters) {
    throw tooLong(`${characters} characters; at most ${limits.maxCharacters} are taken`, 'maxCharacters', key);
  }
}

function tooLong(what: string, limit: string, key: string): DiglotError {
  return new DiglotError({
    code: 'ArticleTooLong',
    message: `The article has ${what}.`,
    place: key,
    remedy: `Split the article into several files, or raise limits.${limit} in the configuration.`,
  });
}

const maxTitleCharacters = 120;

/** The title's paragraph, else that of the front matter, else the beginning of the first sentence. */
function titleOf(
  paragraphs: readonly { readonly kind: ParagraphKind; readonly text: string }[],
  metadata: Metadata,
): string {
  const written = paragraphs.find(({ kind }) => kind === 'title')?.text ?? metadata.title;
  if (written !== undefined) return written;
  const text = paragraphs[0]?.text ?? '';
  const [sentence] = sentencesOf(text, sourceLanguage);
  const beginning = text.slice(0, sentence?.end ?? text.length);
  if (beginning.length <= maxTitleCharacters) return beginning;
  const cut = beginning.slice(0, maxTitleCharacters);
  const words = cut.replace(/[\s\u00A0\u202F]*[^\s\u00A0\u202F]*$/u, '');
  // Within a word that is longer by itself, but never within a character.
  return `${words === '' ? cut.replace(/[\uD800-\uDBFF]$/u, '') : words}…`;
}

function controlCharacters(count: number): readonly ReadWarning[] {
  if (count === 0) return [];
  const what =
    count === 1 ? '1 control character or lone surrogate was' : `${count} control characters or lone surrogates were`;
  return [{ code: 'ControlCharactersRemoved', message: `${what} removed.` }];
}

/** What the text shows; where it is too short to show anything, what its author declares. */
function languageOf(text: string, { language: declared = '' }: Metadata): string {
  const detected = detectLanguage(text);
  const tag = /^[a-z]{2,3}(?=$|[-_])/u.exec(declared.trim().toLowerCase())?.[0];
  return detected === 'und' ? (tag ?? detected) : detected;
}

/** Names of charsets that mean another that we name, as far as a page can tell. */
const sameCharset: ReadonlyMap<string, string> = new Map([
  ['utf8', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['latin-1', 'windows-1252'],
  ['us-ascii', 'windows-1252'],
  ['ascii', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['latin9', 'iso-8859-15'],
  ['x-mac-roman', 'macintosh'],
]);

/** What a page declares, and its bytes agree with, is no guess. */
function isDeclared(encoding: string, { charset }: Metadata): boolean {
  return charset !== undefined && (sameCharset.get(charset) ?? charset) === encoding;
}

function charsetWarnings(encoding: string, text: string, { charset }: Metadata): readonly ReadWarning[] {
  // Bytes of ASCII alone are the same in all of them.
  if (charset === undefined || isDeclared(encoding, { charset }) || !/[^\0-\x7F]/u.test(text)) return [];
  const known = [...sameCharset.entries()].some(names => names.includes(charset)) ? charset : 'another charset';
  return [
    {
      code: 'CharsetContradicted',
      message: `The page declares ${known}, but its bytes are ${encoding}: the bytes win.`,
    },
  ];
}

function languageWarnings(language: string, { key, strictLanguage = false }: ReadOptions): readonly ReadWarning[] {
  if (language === sourceLanguage || language === 'und') return [];
  const message = `The article seems to be written in another language (${language}) than it is read as (${sourceLanguage}).`;
  if (!strictLanguage) return [{ code: 'LanguageMismatch', message }];
  throw new DiglotError({
    code: 'LanguageMismatch',
    message,
    place: key,
    remedy: 'Upload the French text, or switch strictLanguage off.',
  });
}
