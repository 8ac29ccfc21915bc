import type { FailInput, Upload } from '../../core/contracts/steps.ts';
import { ArticleDocumentSchema } from '../../core/contracts/work.ts';
import { receiptOf } from '../../core/cost/receipt.ts';
import { findDocument } from '../../core/document.ts';
import { failedEdition } from '../../core/edition/build.ts';
import { writeLiveEdition } from '../../core/edition/live.ts';
import { readWork } from '../../core/edition/read-work.ts';
import type { Receipt } from '../../core/edition/schema.ts';
import { DiglotError, type ErrorReport } from '../../core/errors.ts';
import { parseFailure } from '../../core/failure.ts';
import { workKeys } from '../../core/keys.ts';
import type { Library } from '../../core/ports.ts';

/** Tells the reader why there is no edition: what was wrong, where, how to mend it, and what was paid until then. */
export function failStep({ library }: { readonly library: Library }) {
  return async ({ upload, error, cause }: FailInput): Promise<Pick<ErrorReport, 'code'>> => {
    const report = parseFailure(error, cause);
    const receipt = await receiptSoFar(library, upload);
    await writeLiveEdition(library, failedEdition(upload, { place: upload.key, ...report }, receipt));
    return { code: report.code };
  };
}

/** Undefined where nothing can have been paid: what was refused was never split. */
async function receiptSoFar(library: Library, upload: Upload): Promise<Receipt | undefined> {
  try {
    const { article: key } = workKeys(upload.articleId, upload.revision);
    const article = await findDocument(library, key, ArticleDocumentSchema);
    if (article === undefined) return undefined;
    const { work } = await readWork(library, upload, article.paragraphCount);
    return receiptOf(work);
  } catch (thrown) {
    // Such a document may be the very reason for the failure, which must be told all the same.
    if (thrown instanceof DiglotError && thrown.code === 'InvalidDocument') return undefined;
    throw thrown;
  }
}
