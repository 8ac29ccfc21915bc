import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { awaitEdition } from '../../cli/cloud/await-edition.ts';
import { uploadArticle } from '../../cli/cloud/upload.ts';
import type { Edition } from '../../core/edition/schema.ts';
import { cleanText, countLetters } from '../../core/text/characters.ts';
import { warningCatalogue } from '../../core/text/warnings.ts';
import type { CountingCloud } from './counting-cloud.ts';

const signal = new AbortController().signal;

function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/articles/${name}`, import.meta.url));
}

/** Uploads files of test/fixtures/articles, all at once, and waits for the edition of each, whatever its status. */
export async function editionsOf(
  { target }: CountingCloud,
  names: readonly string[],
): Promise<ReadonlyMap<string, Edition>> {
  const made = names.map(async (name): Promise<[string, Edition]> => {
    const file = { name, file: fixture(name), key: `uploads/${name}` };
    const upload = await uploadArticle(target, file, { useMemory: true, signal });
    const { edition } = await awaitEdition(target, upload, { signal, onProgress: () => undefined });
    return [name, edition];
  });
  return new Map(await Promise.all(made));
}

/** `kind: text` of each paragraph. */
export function outlineOf({ paragraphs }: Edition): string[] {
  return paragraphs.map(({ kind, versions }) => `${kind}: ${versions.fr?.text}`);
}

/** What reading had to say, with the letters that it left out; not what the guard says of the translation. */
export function readingWarnings({ warnings }: Edition): string[] {
  return warnings
    .filter(({ code }) => Object.hasOwn(warningCatalogue, code))
    .map(({ code, letters = 0 }) => (letters === 0 ? code : `${code} ${letters}`));
}

/** Letters in the paragraphs of an edition and in its warnings. */
export function lettersHeld({ paragraphs, warnings }: Edition): number {
  const written = paragraphs.map(({ versions }) => versions.fr?.text ?? '').join('\n');
  return countLetters(written) + warnings.reduce((sum, { letters = 0 }) => sum + letters, 0);
}

/** Letters of a file that has no mark-up, in the encoding that its edition records. */
export async function lettersIn(name: string, { article }: Edition): Promise<number> {
  const text = new TextDecoder(article.source.encoding).decode(await readFile(fixture(name)));
  return countLetters(cleanText(text).text);
}
