import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type LibraryList, LibraryListSchema } from '../../core/edition/library-list.ts';
import { type Edition, EditionSchema } from '../../core/edition/schema.ts';
import { DiglotError } from '../../core/errors.ts';
import { editionKey, libraryKey, revisionPrefix, workKeys } from '../../core/keys.ts';
import { languages } from '../../core/languages.ts';
import type { Target } from './target.ts';

/** The live edition of an article; undefined if there is none yet. */
export function readEdition(target: Target, articleId: string): Promise<Edition | undefined> {
  return readDocument(target, editionKey(articleId), EditionSchema);
}

/** All articles of the library, the newest first. */
export async function readLibrary(target: Target): Promise<LibraryList['articles']> {
  return (await readDocument(target, libraryKey, LibraryListSchema))?.articles ?? [];
}

/** Clips that are to be recorded for an edition, and those of them that are there or have failed. */
export async function countClips(target: Target, edition: Edition): Promise<{ done: number; total: number }> {
  const { id, revision } = edition.article;
  const keys = workKeys(id, revision);
  const awaited = edition.paragraphs.flatMap(({ index }) => languages.map(language => ({ index, language })));
  const written = await keysUnder(target, `${revisionPrefix(id, revision)}work/`);
  const isDone = ({ index, language }: (typeof awaited)[number]) =>
    written.has(keys.narration(index, language)) || written.has(keys.failure(index, language));
  return { done: awaited.filter(isDone).length, total: awaited.length };
}

async function keysUnder(target: Target, prefix: string): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  let next: string | undefined;
  do {
    const page = await target.s3.send(
      new ListObjectsV2Command({
        Bucket: target.buckets.library,
        Prefix: prefix,
        ...(next === undefined ? {} : { ContinuationToken: next }),
      }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.add(Key);
    next = page.NextContinuationToken;
  } while (next !== undefined);
  return keys;
}

async function readDocument<Schema extends v.GenericSchema>(
  target: Target,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const text = await readText(target, key);
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  throw new DiglotError({
    code: 'InvalidDocument',
    message: `The document is not as this version of Diglot writes it, at ${v.getDotPath(parsed.issues[0]) ?? 'its root'}.`,
    place: key,
    remedy: 'Use the version of Diglot that the stack was deployed with, or upload the article again.',
  });
}

async function readText(target: Target, key: string): Promise<string | undefined> {
  try {
    const object = await target.s3.send(new GetObjectCommand({ Bucket: target.buckets.library, Key: key }));
    return await object.Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}
