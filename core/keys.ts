import { sha256Hex } from './hash.ts';
import type { Language } from './languages.ts';

/** Where users put their articles in the Articles bucket; the one prefix that triggers the pipeline. */
export const uploadsPrefix = 'uploads/';

/** The manifest of all articles, at the root of the Library bucket. */
export const libraryKey = 'library.json';

/** The page of that list which needs no script; a reader's address of it is `/articles/`. */
export const libraryPageKey = 'articles/index.html';

/** A podcast of all articles, by the name of the recording that it brings. */
export function feedKey(track: string): string {
  return `feeds/${track}.xml`;
}

/** Reviewed translations in the Articles bucket. */
export function memoryKey(source: Language, target: Language): string {
  return `memory/${source}-${target}.tmx`;
}

/** The user's own readings of words, in the Articles bucket. */
export function lexiconKey(language: Language): string {
  return `lexicon/${language}.csv`;
}

/**
 * The stable name of an article: a readable slug and six hex digits of the SHA-256 of the raw key, so that `a.txt` and
 * `a.md`, or the NFC and NFD spellings of one name, stay apart. The key's bytes are never normalised.
 */
export async function articleIdOf(key: string): Promise<string> {
  const digest = await sha256Hex(key);
  return `${slugOf(key)}-${digest.slice(0, 6)}`;
}

/** The file's name without folders and extension, in a–z, 0–9 and single hyphens; at most 48 characters. */
function slugOf(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');
  const plain = name
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 48)
    .replaceAll(/^-+|-+$/gu, '');
  return slug === '' ? 'article' : slug;
}

/**
 * A revision sorts as text in the order of the uploads of one key: S3's sequencer, padded on the right with zeros, as
 * S3 documents for the comparison of sequencers of different lengths.
 */
export function revisionOf(sequencer: string): string {
  return sequencer.toLowerCase().padEnd(32, '0');
}

/** The manifest of the live edition; what else of an article changes is made from it. */
export function editionKey(articleId: string): string {
  return `articles/${articleId}/edition.json`;
}

/** The page that shows the live edition. */
export function articlePageKey(articleId: string): string {
  return `articles/${articleId}/index.html`;
}

/** The folder of one revision's files, immutable once written. Ends in a slash. */
export function revisionPrefix(articleId: string, revision: string): string {
  return `articles/${articleId}/${revision}/`;
}

/**
 * Where a file named in `edition.json` lies in the Library bucket: clips are shared by all editions, the rest belongs to
 * the revision. In a folder on disk both stand under the folder itself.
 */
export function editionFileKey(articleId: string, revision: string, file: string): string {
  return file.startsWith('clips/') ? file : `${revisionPrefix(articleId, revision)}${file}`;
}

/** Clip files by the hash of what shaped them. */
export function clipFile(hash: string): { audio: string; record: string } {
  return { audio: `clips/${hash}.mp3`, record: `clips/${hash}.json` };
}

/** What the voice answered for a clip that is not there yet, by the clip's hash; a sound by the hash of its words. */
export function speechPartKeys(hash: string): { calls: string; sound: (ssml: string) => string } {
  return { calls: `parts/${hash}/calls.json`, sound: ssml => `parts/${hash}/${ssml}.mp3` };
}

/** Who may pay for a clip or a translation just now, by its hash. */
export function leaseKey(hash: string): string {
  return `leases/${hash}.json`;
}

/** A machine's translation by the hash of what shaped it. */
export function translationKey(hash: string): string {
  return `translations/${hash}.json`;
}

/** Working documents of a revision: what one step leaves for the next. */
export function workKeys(articleId: string, revision: string) {
  const work = `${revisionPrefix(articleId, revision)}work/`;
  const paragraph = (index: number) => `${work}${index}`;
  return {
    /** The article without its paragraphs. */
    article: `${work}article.json`,
    /** `[{"index":0}, …]`, what a Distributed Map reads. */
    items: `${work}items.json`,
    paragraph: (index: number) => `${paragraph(index)}.json`,
    translation: (index: number, language: Language) => `${paragraph(index)}.${language}.json`,
    narration: (index: number, language: Language) => `${paragraph(index)}.${language}.clip.json`,
    failure: (index: number, language: Language) => `${paragraph(index)}.${language}.failure.json`,
    /** What a task was billed and came to nothing, so far. */
    unfinished: (index: number, language: Language, step: 'translate' | 'narrate') =>
      `${paragraph(index)}.${language}.${step}.unfinished.json`,
  };
}

/**
 * The name of the one execution of an object version. Step Functions itself refuses the second start.
 * @returns at most 80 characters of a–z, 0–9, `-`
 */
export async function executionNameOf(bucket: string, key: string, versionId: string): Promise<string> {
  const digest = await sha256Hex(JSON.stringify([bucket, key, versionId]));
  return `${slugOf(key).slice(0, 30)}-${digest.slice(0, 40)}`;
}
