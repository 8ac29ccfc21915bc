import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { articleIdOf, uploadsPrefix } from '../../core/keys.ts';
import type { CliContext } from '../context.ts';
import { deliverUploaded } from '../deliver.ts';
import { type Ended, endedWithError } from '../outcome.ts';
import { readEdition } from './editions.ts';
import type { Target } from './target.ts';
import { type UploadedArticle, uploadArticle } from './upload.ts';

const sampleName = 'telegram.fr.txt';

/**
 * Brings the sample article into the library, unless its very content is there or on its way, and writes its folder.
 * Never rejects.
 */
export async function sampleEdition(context: CliContext, target: Target, out: string): Promise<Ended> {
  const file = path.join(context.projectFolder, 'content', sampleName);
  const key = `${uploadsPrefix}${sampleName}`;
  try {
    const article = { name: sampleName, file, key };
    const uploaded =
      (await earlierUpload(target, file, key)) ??
      (await uploadArticle(target, article, { useMemory: true, signal: context.signal }));
    return await deliverUploaded(context, target, { name: sampleName, uploaded }, { out });
  } catch (error) {
    return endedWithError(error, null);
  }
}

/** The upload of the same bytes whose edition is complete, or being made; one that failed is tried again. */
async function earlierUpload(target: Target, file: string, key: string): Promise<UploadedArticle | undefined> {
  const articleId = await articleIdOf(key);
  const edition = await readEdition(target, articleId);
  if (edition === undefined || !['complete', 'narrating'].includes(edition.status)) return undefined;
  const { sha256, versionId } = edition.article.source;
  const sampleSha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return sha256 === sampleSha256 ? { key, versionId, articleId } : undefined;
}
