import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DiglotError } from '../../core/errors.ts';
import { memoryKey } from '../../core/keys.ts';
import { sourceLanguage, targetLanguages } from '../../core/languages.ts';
import { type Correction, withCorrection } from '../../core/memory/correction.ts';
import type { Target } from './target.ts';

/** Of racing writers one wins each time: as many as this may write at once. */
const writeAttempts = 20;

/** Corrections are of English; another target language will have to be named. */
const [correctedLanguage] = targetLanguages;

/**
 * Writes a correction into the memory of the Articles bucket. Others may write at the same time: nobody's is lost.
 * @returns the key of the memory
 * @throws DiglotError InvalidMemory, WriteContended; errors of the SDK
 */
export async function correctMemory(target: Target, correction: Correction): Promise<string> {
  const key = memoryKey(sourceLanguage, correctedLanguage);
  for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
    const existing = await readMemory(target, key);
    const tmx = withCorrection(existing?.tmx, correction, correctedLanguage);
    const condition = existing === undefined ? { IfNoneMatch: '*' } : { IfMatch: existing.etag };
    if (await isWritten(target, key, tmx, condition)) return key;
  }
  throw new DiglotError({
    code: 'WriteContended',
    message: `Others wrote the memory at the same time, ${writeAttempts} times in a row.`,
    place: key,
    remedy: 'Run the command again.',
  });
}

async function readMemory(target: Target, key: string) {
  try {
    const object = await target.s3.send(new GetObjectCommand({ Bucket: target.buckets.articles, Key: key }));
    return { tmx: (await object.Body?.transformToString()) ?? '', etag: object.ETag };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** 409: another conditional write of the key is under way; 404: the object went meanwhile. */
const refusals = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

async function isWritten(
  target: Target,
  key: string,
  tmx: string,
  condition: { readonly IfMatch?: string | undefined } | { readonly IfNoneMatch: string },
): Promise<boolean> {
  const about = { Bucket: target.buckets.articles, Key: key, ContentType: 'application/x-tmx+xml' };
  try {
    await target.s3.send(new PutObjectCommand({ ...about, Body: tmx, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof Error && refusals.has(error.name)) return false;
    throw error;
  }
}
