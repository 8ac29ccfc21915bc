import type { Upload } from '../../core/contracts/steps.ts';
import type { ParagraphWork } from '../../core/edition/build.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { bookEntries, bookIdentifier } from '../../core/epub/book.ts';
import { clipFile, editionFileKey } from '../../core/keys.ts';
import { languages } from '../../core/languages.ts';
import type { Library } from '../../core/ports.ts';
import { storedZip, storedZipBytes } from '../../core/zip/stored-zip.ts';

/** What a book is made of. */
export interface BookParts {
  readonly edition: Edition;
  readonly work: readonly ParagraphWork[];
  /** A PNG. */
  readonly cover: Uint8Array;
}

/** Writes `article.fr-en.epub`: both languages with all clips, as a stream of which a few clips are in memory. */
export async function publishBook(
  library: Library,
  upload: Upload,
  { edition, work, cover }: BookParts,
): Promise<Edition['downloads']> {
  const lengths = clipLengths(work);
  const modified = new Date(upload.uploadedAt);
  const entries = bookEntries({
    edition,
    identifier: await bookIdentifier(upload.bucket, upload.articleId),
    modified,
    clip: clip => ({ bytes: lengths.get(clip) ?? 0, content: () => library.readFile(clip) }),
    cover: { bytes: cover.length, content: () => cover },
  });
  const file = 'article.fr-en.epub';
  const about = { type: 'application/epub+zip', bytes: storedZipBytes(entries) };
  const key = editionFileKey(upload.articleId, upload.revision, file);
  await library.writeFile(key, storedZip(entries, modified), about);
  return [{ file, language: 'fr-en', ...about }];
}

function clipLengths(work: readonly ParagraphWork[]): ReadonlyMap<string, number> {
  const clips = work.flatMap(({ narrations }) => languages.flatMap(language => narrations[language] ?? []));
  return new Map(clips.map(({ hash, bytes }) => [clipFile(hash).audio, bytes]));
}
