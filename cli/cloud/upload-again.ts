import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Edition } from '../../core/edition/schema.ts';
import { DiglotError } from '../../core/errors.ts';
import { UsageError } from '../failure.ts';
import type { Target } from './target.ts';
import type { UploadedArticle } from './upload.ts';

/**
 * Checks that an edition can be remade from what it was made of, and that the remade one would heed the memory.
 * @throws DiglotError SourceGone if that was deleted; UsageError if another version was uploaded since, or the article
 *   with --no-memory
 */
export async function requireOwnSource(target: Target, { article }: Edition): Promise<void> {
  const head = await headSource(target, article.source.key);
  if ((head.VersionId ?? 'null') !== article.source.versionId) throw uploadedAnew(article.id);
  if (head.Metadata?.['memory'] !== 'off') return;
  throw new UsageError(
    'The article was uploaded with --no-memory, and so leaves corrections aside.',
    'Upload it again without that option, then correct it.',
  );
}

async function headSource(target: Target, key: string) {
  try {
    return await target.s3.send(new HeadObjectCommand({ Bucket: target.buckets.articles, Key: key }));
  } catch (error) {
    if (!(error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name))) throw error;
    throw sourceGone(key);
  }
}

/**
 * Uploads an edition's source once more, byte for byte: a new revision is made, and pays for what has changed since.
 * @throws DiglotError SourceGone; UsageError if the article was uploaded anew meanwhile; errors of the SDK
 */
export async function uploadAgain(target: Target, { article }: Edition): Promise<UploadedArticle> {
  const { key, versionId } = article.source;
  const at = { Bucket: target.buckets.articles, Key: key };
  const { Body, ETag, Metadata, ContentType } = await target.s3.send(
    new GetObjectCommand({ ...at, VersionId: versionId }),
  );
  const bytes = await Body?.transformToByteArray();
  if (bytes === undefined) throw sourceGone(key);
  try {
    const put = new PutObjectCommand({ ...at, Body: bytes, Metadata, ContentType, IfMatch: ETag });
    const { VersionId } = await target.s3.send(put);
    return { key, versionId: VersionId ?? 'null', articleId: article.id };
  } catch (error) {
    if (error instanceof Error && error.name === 'PreconditionFailed') throw uploadedAnew(article.id);
    throw error;
  }
}

function sourceGone(place: string): DiglotError {
  return new DiglotError({
    code: 'SourceGone',
    message: 'The article was deleted from the Articles bucket.',
    place,
    remedy: 'Upload it again.',
  });
}

function uploadedAnew(articleId: string): UsageError {
  return new UsageError(
    'The article was uploaded anew since this edition was made.',
    `Wait for its new edition: npx diglot status ${articleId}`,
  );
}
