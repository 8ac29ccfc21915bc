import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type FirefoxModel, knownEngines, type ModelFile } from '../known-engines.ts';
import { fileSha256, modelFilePath, modelFiles } from './model-files.ts';

/** How far the download of one file is; bytes are counted unpacked. */
export interface PullProgress {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  /** `kept`: it was there already. */
  readonly state: 'fetching' | 'fetched' | 'kept';
}

export interface PullOptions {
  /** The folder of pulled models; made if it is not there. */
  readonly folder: string;
  readonly fetch: typeof globalThis.fetch;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly model?: FirefoxModel;
  /** The longest that the server may keep silent, in milliseconds. */
  readonly silenceTimeoutMs?: number;
}

/** The model could not be fetched; the message ends in what to do. */
export class PullFailed extends Error {
  override readonly name = 'PullFailed';
  readonly code: 'ModelUnreachable' | 'ModelDamaged';
  readonly remedy: string;

  constructor(code: PullFailed['code'], what: string, remedy: string, options?: { readonly cause?: unknown }) {
    super(`${what} ${remedy}`, options);
    this.code = code;
    this.remedy = remedy;
  }
}

/**
 * Fetches the Firefox Translations model into `<folder>/fr-en/`. Files that are whole are kept, so that a second call
 * goes on where the first was stopped; a file gets its name only when its SHA-256 is right.
 * @returns the folder of the model
 * @throws PullFailed without a network, or when a file is not the one that is expected
 */
export async function pullModel(options: PullOptions): Promise<string> {
  const model = options.model ?? knownEngines.firefox;
  const folder = path.join(options.folder, model.pair);
  await mkdir(folder, { recursive: true });
  for (const file of modelFiles(model)) await pullFile(model, file, options);
  return folder;
}

async function pullFile(model: FirefoxModel, file: ModelFile, options: PullOptions): Promise<void> {
  const target = modelFilePath(options.folder, model, file);
  const report = (state: PullProgress['state'], bytes: number) =>
    options.onProgress?.({ file: file.name, bytes, totalBytes: file.bytes, state });
  if (await isWhole(target, file)) return report('kept', file.bytes);
  // The number keeps two pulls at once apart.
  const partial = `${target}.${process.pid}.part`;
  try {
    await download(new URL(`${file.name}.gz`, model.files), file, partial, options, bytes => report('fetching', bytes));
    await checkFile(partial, file);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
  report('fetched', file.bytes);
}

async function isWhole(target: string, file: ModelFile): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  return found?.size === file.bytes && (await fileSha256(target)) === file.sha256;
}

async function download(
  url: URL,
  file: ModelFile,
  partial: string,
  options: PullOptions,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const silence = new AbortController();
  const silenceTimeoutMs = options.silenceTimeoutMs ?? 30_000;
  const timer = setTimeout(() => silence.abort(), silenceTimeoutMs);
  try {
    const response = await options.fetch(url, { signal: silence.signal });
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
    const counted = countBytes(file.bytes, bytes => {
      timer.refresh();
      onBytes(bytes);
    });
    await pipeline(Readable.fromWeb(response.body), createGunzip(), counted, createWriteStream(partial), {
      signal: silence.signal,
    });
  } catch (cause) {
    if (cause instanceof PullFailed) throw cause;
    throw unreachable(url, cause, silence.signal.aborted ? `silent for ${silenceTimeoutMs} ms` : undefined);
  } finally {
    clearTimeout(timer);
  }
}

/** Counts what passes, and stops a stream that grows past what was announced before it fills the disk. */
function countBytes(maxBytes: number, onBytes: (bytes: number) => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(damaged(`more than ${maxBytes} bytes came`));
      onBytes(bytes);
      done(null, chunk);
    },
  });
}

async function checkFile(partial: string, file: ModelFile): Promise<void> {
  const sha256 = await fileSha256(partial);
  if (sha256 !== file.sha256) throw damaged(`the SHA-256 of ${file.name} is ${sha256}, not ${file.sha256}`);
}

function damaged(what: string): PullFailed {
  const remedy = 'Try again; if it stays so, use Apertium instead: npx diglot doctor says how.';
  return new PullFailed('ModelDamaged', `The model that came is not the one expected: ${what}.`, remedy);
}

function unreachable(url: URL, cause: unknown, why?: string): PullFailed {
  const reason = why ?? reasonOf(cause);
  const remedy = 'Check the network and try again, or use Apertium instead: npx diglot doctor says how.';
  return new PullFailed('ModelUnreachable', `The model could not be fetched from ${url.host}: ${reason}.`, remedy, {
    cause,
  });
}

/** `fetch failed` alone says nothing: the system's reason is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
