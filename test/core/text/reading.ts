import { readFileSync } from 'node:fs';
import { defaultArticleLimits } from '../../../core/limits.ts';
import { formatOf } from '../../../core/text/format.ts';
import { type ReadArticle, type ReadOptions, readArticle } from '../../../core/text/read-article.ts';

/** The bytes of a file of the repository, named from its root. */
export function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
}

/** Reads bytes as the upload of that name. */
export function readBytes(
  bytes: Uint8Array,
  key = 'uploads/article.txt',
  options: Partial<ReadOptions> = {},
): ReadArticle {
  return readArticle(bytes, { format: formatOf(key), key, limits: defaultArticleLimits, ...options });
}

export function readText(text: string, key?: string, options?: Partial<ReadOptions>): ReadArticle {
  return readBytes(new TextEncoder().encode(text), key, options);
}

/** Reads a file of test/fixtures/articles. */
export function readFixture(name: string, options?: Partial<ReadOptions>): ReadArticle {
  return readBytes(bytesOf(`test/fixtures/articles/${name}`), `uploads/${name}`, options);
}

/** `kind: text` of each paragraph. */
export function outlineOf({ paragraphs }: ReadArticle): string[] {
  return paragraphs.map(({ kind, text }) => `${kind}: ${text}`);
}

export function kindsOf({ paragraphs }: ReadArticle): string[] {
  return paragraphs.map(({ kind }) => kind);
}

export function textsOf({ paragraphs }: ReadArticle): string[] {
  return paragraphs.map(({ text }) => text);
}

export function codesOf({ warnings }: ReadArticle): string[] {
  return warnings.map(({ code }) => code);
}

/** The sentences of all paragraphs, in order. */
export function sentencesIn({ paragraphs }: ReadArticle): string[] {
  return paragraphs.flatMap(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end)));
}
