import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { mapConcurrently } from '../../core/concurrency.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { DiglotError } from '../../core/errors.ts';
import { editionFileKey } from '../../core/keys.ts';
import { articlePage } from '../../core/page/article-page.ts';
import { playerFiles } from './player-files.ts';
import type { Target } from './target.ts';

const downloadsAtOnce = 8;

export interface DownloadOptions {
  /** The folder that the edition's own is made in. */
  readonly out: string;
  /** With the page and the player, so that the folder opens in a browser. */
  readonly offline: boolean;
  readonly signal: AbortSignal;
}

/**
 * Writes an edition's files as design.md lays them out: `<out>/<articleId>/`. `edition.json` comes last, so that a folder
 * that has one is whole; a file appears whole, or not at all.
 * @returns the folder
 * @throws UsageError if it is to be for offline, and the stack is of before there was a player
 */
export async function downloadEdition(target: Target, edition: Edition, options: DownloadOptions): Promise<string> {
  const { id, revision } = edition.article;
  const { out, offline, signal } = options;
  const folder = path.join(out, id);
  await mkdir(path.join(folder, 'clips'), { recursive: true });
  const { library } = target.buckets;
  await mapConcurrently(filesOf(edition), downloadsAtOnce, file =>
    download(target, { bucket: library, key: editionFileKey(id, revision, file) }, fileIn(folder, file), signal),
  );
  if (offline) await addOfflinePage(target, edition, folder, signal);
  // Not fetched once more: the live one may have moved on to a newer revision meanwhile.
  await appear(path.join(folder, 'edition.json'), partial => writeFile(partial, JSON.stringify(edition)));
  return folder;
}

/** Every file that an edition names, once. */
export function filesOf({ audio, downloads, paragraphs }: Edition): string[] {
  const clips = paragraphs.flatMap(({ versions }) => Object.values(versions).flatMap(({ clip }) => clip ?? []));
  return [...new Set([...Object.values(audio), ...downloads, ...clips].map(({ file }) => file))];
}

/** What opens from disk: the page with its manifest inside, and the one script, style and letters of all pages. */
async function addOfflinePage(target: Target, edition: Edition, folder: string, signal: AbortSignal): Promise<void> {
  const files = await playerFiles(target);
  await mapConcurrently(files, downloadsAtOnce, async ({ bucket, key, file }) => {
    const own = path.join(folder, file);
    await mkdir(path.dirname(own), { recursive: true });
    await download(target, { bucket, key }, own, signal);
  });
  await appear(path.join(folder, 'index.html'), partial => writeFile(partial, articlePage(edition, { root: '' })));
}

/** @throws DiglotError InvalidDocument for a name that leads elsewhere: a manifest is only as good as who wrote it */
function fileIn(folder: string, file: string): string {
  if (/^(?:clips\/)?[\w.-]+$/u.test(file) && !file.includes('..')) return path.join(folder, file);
  throw new DiglotError({
    code: 'InvalidDocument',
    message: 'The edition names a file that can not be one of its own.',
    place: file,
    remedy: 'Upload the article again.',
  });
}

interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

async function download(
  target: Target,
  { bucket, key }: ObjectPlace,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const get = new GetObjectCommand({ Bucket: bucket, Key: key });
  const { Body } = await target.s3.send(get, { abortSignal: signal });
  if (!(Body instanceof Readable)) throw new TypeError(`The object ${key} came without a body.`);
  await appear(file, partial => pipeline(Body, createWriteStream(partial), { signal }));
}

/** Under its name a file is there whole, or not at all. */
async function appear(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${file}.${process.pid}.part`;
  try {
    await write(partial);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}
