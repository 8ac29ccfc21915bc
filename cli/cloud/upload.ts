import { readFile, stat } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DiglotError } from '../../core/errors.ts';
import { articleIdOf } from '../../core/keys.ts';
import type { ArticleFile } from '../article-files.ts';
import type { Target } from './target.ts';

/** An article that was uploaded: what its edition will be known by. */
export interface UploadedArticle {
  readonly key: string;
  readonly versionId: string;
  readonly articleId: string;
}

/** The most that a stack can be set to accept (settings.ts); beyond, the upload itself would be wasted. */
const maxUploadBytes = 64 * 1024 * 1024;

/**
 * Uploads an article; the pipeline does the rest.
 * @throws DiglotError ArticleTooLarge; errors of the SDK
 */
export async function uploadArticle(
  target: Target,
  { file, key }: ArticleFile,
  options: { readonly useMemory: boolean; readonly signal: AbortSignal },
): Promise<UploadedArticle> {
  const { size } = await stat(file);
  if (size > maxUploadBytes) throw tooLarge(file, size);
  // Bytes, not a stream: a request that failed half-way can then be made again.
  return uploadBytes(target, { key, bytes: await readFile(file) }, options);
}

/** Uploads an article that is in memory. @throws errors of the SDK */
export async function uploadBytes(
  target: Target,
  { key, bytes }: { readonly key: string; readonly bytes: Uint8Array },
  options: { readonly useMemory: boolean; readonly signal: AbortSignal },
): Promise<UploadedArticle> {
  const put = new PutObjectCommand({
    Bucket: target.buckets.articles,
    Key: key,
    Body: bytes,
    ...(options.useMemory ? {} : { Metadata: { memory: 'off' } }),
  });
  const { VersionId } = await target.s3.send(put, { abortSignal: options.signal });
  return { key, versionId: VersionId ?? 'null', articleId: await articleIdOf(key) };
}

/** The version that is the key's latest; undefined if the object was deleted. */
export async function currentVersion(target: Target, key: string): Promise<string | undefined> {
  try {
    const head = await target.s3.send(new HeadObjectCommand({ Bucket: target.buckets.articles, Key: key }));
    return head.VersionId ?? 'null';
  } catch (error) {
    if (error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name)) return undefined;
    throw error;
  }
}

function tooLarge(file: string, bytes: number): DiglotError {
  return new DiglotError({
    code: 'ArticleTooLarge',
    message: `The file has ${bytes} bytes; at most ${maxUploadBytes} can be uploaded, and a stack accepts less as a rule.`,
    place: file,
    remedy: 'Split it into several articles.',
  });
}
