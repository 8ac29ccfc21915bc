import type { ArticleFile } from './article-files.ts';
import { awaitEdition } from './cloud/await-edition.ts';
import { downloadEdition } from './cloud/download.ts';
import type { Target } from './cloud/target.ts';
import { type UploadedArticle, uploadArticle } from './cloud/upload.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, worstExitCode } from './exit-codes.ts';
import { type Ended, endedWithEdition, endedWithError, report } from './outcome.ts';

export interface Delivery {
  readonly useMemory: boolean;
  readonly json: boolean;
  /** Where editions are written; undefined leaves them in the library. */
  readonly out: string | undefined;
}

/**
 * Uploads articles one after another, waits for all of them, and reports each in the order in which it was named.
 * @returns the worst exit code
 */
export async function deliverArticles(
  context: CliContext,
  target: Target,
  files: readonly ArticleFile[],
  delivery: Delivery,
): Promise<ExitCode> {
  const pending: { readonly name: string; readonly ended: Promise<Ended> }[] = [];
  for (const article of files) {
    const uploaded = await uploadOrEnd(context, target, article, delivery.useMemory);
    const ended =
      'outcome' in uploaded
        ? Promise.resolve(uploaded)
        : deliverUploaded(context, target, { name: article.name, uploaded }, delivery);
    pending.push({ name: article.name, ended });
  }
  const exitCodes: ExitCode[] = [];
  for (const { name, ended } of pending) {
    const result = await ended;
    context.signal.throwIfAborted();
    report(context.terminal, name, result, delivery.json);
    exitCodes.push(result.exitCode);
  }
  return worstExitCode(exitCodes);
}

/** Waits for the edition of an upload, and writes its folder. Never rejects: one article must not end the others. */
export async function deliverUploaded(
  { terminal, signal }: CliContext,
  target: Target,
  { name, uploaded }: { readonly name: string; readonly uploaded: UploadedArticle },
  { out }: Pick<Delivery, 'out'>,
): Promise<Ended> {
  try {
    const onProgress = (state: { readonly text: string }) => terminal.progress.show(name, state);
    const { edition, isSuperseded } = await awaitEdition(target, uploaded, { signal, onProgress });
    if (isSuperseded) terminal.note(`${name}: uploaded anew by someone meanwhile; this is that edition.`);
    if (edition.status === 'failed' || out === undefined) return endedWithEdition(edition, null);
    return endedWithEdition(edition, await downloadEdition(target, edition, { out, offline: true, signal }));
  } catch (error) {
    return endedWithError(error, uploaded.articleId);
  } finally {
    terminal.progress.end(name);
  }
}

async function uploadOrEnd(
  { terminal, signal }: CliContext,
  target: Target,
  article: ArticleFile,
  useMemory: boolean,
): Promise<UploadedArticle | Ended> {
  signal.throwIfAborted();
  try {
    terminal.progress.show(article.name, { text: 'uploading' });
    return await uploadArticle(target, article, { useMemory, signal });
  } catch (error) {
    terminal.progress.end(article.name);
    return endedWithError(error, null);
  }
}
