import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FirefoxModel, ModelFile } from '../known-engines.ts';

/** The three files of a model, in the order in which they are fetched: the smallest first. */
export function modelFiles(model: FirefoxModel): readonly ModelFile[] {
  return [model.vocabulary, model.shortlist, model.model];
}

/** Where a file of a model lies in the folder of pulled models: `<folder>/fr-en/<name>`. */
export function modelFilePath(models: string, model: FirefoxModel, file: ModelFile): string {
  return path.join(models, model.pair, file.name);
}

/** Quick look: all files are there and as long as they should be. Their SHA-256 is checked when they are loaded. */
export function modelIsPulled(models: string, model: FirefoxModel): boolean {
  return modelFiles(model).every(
    file => statSync(modelFilePath(models, model, file), { throwIfNoEntry: false })?.size === file.bytes,
  );
}

/** @returns the SHA-256 of a file in hexadecimal */
export async function fileSha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
