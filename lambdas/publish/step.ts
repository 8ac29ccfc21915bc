import type { PublishOutput, Upload } from '../../core/contracts/steps.ts';
import { ArticleDocumentSchema } from '../../core/contracts/work.ts';
import { receiptOf } from '../../core/cost/receipt.ts';
import { readDocument } from '../../core/document.ts';
import { narratingEdition } from '../../core/edition/build.ts';
import { failureError, failureWarnings, spokenNowhere } from '../../core/edition/failures.ts';
import { writeLiveEdition } from '../../core/edition/live.ts';
import { readWork } from '../../core/edition/read-work.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { workKeys } from '../../core/keys.ts';
import type { CoverPainter, Library } from '../../core/ports.ts';
import { publishAudio } from './audio.ts';
import { publishBook } from './book.ts';
import { publishCover } from './cover.ts';
import { publishFeeds } from './feeds.ts';
import { publishTexts } from './texts.ts';

export interface PublishServices {
  readonly library: Library;
  readonly painter: CoverPainter;
  /** Where readers find the library, without a slash at its end. */
  readonly siteUrl: string;
}

/**
 * Makes the edition's files from what the steps left, then the manifest that names them, and last of all the feeds.
 * @throws DiglotError if a whole language has no clip; the failure of its first paragraph
 */
export function publishStep({ library, painter, siteUrl }: PublishServices) {
  return async (upload: Upload): Promise<PublishOutput> => {
    const keys = workKeys(upload.articleId, upload.revision);
    const article = await readDocument(library, keys.article, ArticleDocumentSchema);
    const { work, failures } = await readWork(library, upload, article.paragraphCount);
    const nowhere = spokenNowhere(work, failures);
    if (nowhere !== undefined) throw nowhere;

    const opened = narratingEdition(upload, article, work);
    const { cover, downloads: pictures } = await publishCover(library, painter, upload, opened);
    const { audio, downloads: audioFiles } = await publishAudio(library, upload, work, opened, cover);
    const texts = await publishTexts(library, upload, { ...opened, audio });
    const book = await publishBook(library, upload, { edition: opened, work, cover: cover.bytes });
    const edition: Edition = {
      ...opened,
      status: failures.length === 0 ? 'complete' : 'partial',
      audio,
      downloads: [...texts, ...book, ...audioFiles, ...pictures],
      warnings: [...opened.warnings, ...failureWarnings(failures)],
      receipt: receiptOf(work),
      ...(failures.length === 0 ? {} : { error: failureError(failures) }),
    };
    const written = await writeLiveEdition(library, edition);
    if (written === 'superseded') return { status: 'superseded' };
    await publishFeeds(library, siteUrl);
    return { status: failures.length === 0 ? 'complete' : 'partial' };
  };
}
