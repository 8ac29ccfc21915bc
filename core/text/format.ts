import type { Format } from '../edition/schema.ts';
import { DiglotError } from '../errors.ts';
import type { ArticleLimits } from '../settings.ts';

const formatByExtension: ReadonlyMap<string, Format> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
]);

/** The endings of names that are taken, in lower case: `.txt`, … */
export const articleExtensions: readonly string[] = [...formatByExtension.keys()];

/**
 * The format of an upload, by the extension of its key, in any case.
 * @throws DiglotError UnsupportedFormat, listing what is taken
 */
export function formatOf(key: string): Format {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot).toLowerCase();
  const format = formatByExtension.get(extension);
  if (format !== undefined) return format;
  throw new DiglotError({
    code: 'UnsupportedFormat',
    message: extension === '' ? 'The file has no extension.' : `Files that end in ${extension} are not taken.`,
    place: key,
    remedy: `Save the article as plain text, Markdown or HTML: ${articleExtensions.join(', ')} are taken.`,
  });
}

/**
 * Refuses a file by its size alone, before it is downloaded.
 * @param bytes the size of the file, as the event says
 * @throws DiglotError EmptyArticle for 0 bytes; ArticleTooLarge above `limits.maxBytes`
 */
export function checkSize(bytes: number, limits: ArticleLimits, key: string): void {
  if (bytes === 0) throw emptyArticle(key, 'The file is empty: 0 bytes.');
  if (bytes <= limits.maxBytes) return;
  throw new DiglotError({
    code: 'ArticleTooLarge',
    message: `The file has ${bytes} bytes; at most ${limits.maxBytes} are taken.`,
    place: key,
    remedy: 'Split the article into several files, or raise limits.maxBytes in the configuration.',
  });
}

/** The refusal of a file in which there is nothing to read. */
export function emptyArticle(key: string, message: string): DiglotError {
  return new DiglotError({
    code: 'EmptyArticle',
    message,
    place: key,
    remedy: 'Upload a file that holds the text of the article.',
  });
}
