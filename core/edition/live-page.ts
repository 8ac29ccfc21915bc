import * as v from 'valibot';
import { articlePageKey, editionKey } from '../keys.ts';
import { articlePage } from '../page/article-page.ts';
import type { Library } from '../ports.ts';
import { writeAttempts, writeContended } from './contended.ts';
import { type Edition, EditionSchema } from './schema.ts';

/**
 * Writes the page of an article, which shows its live edition and nothing else. Whoever has written it looks at the manifest
 * once more, and writes anew if that has moved on: so the last of several writers leaves the page of the newest edition,
 * however late it comes.
 * @param edition what was live a moment ago
 * @throws DiglotError WriteContended (retryable) if the manifest moved on time and again
 */
export async function writeLivePage(library: Library, edition: Edition): Promise<void> {
  const { id } = edition.article;
  const key = articlePageKey(id);
  let page = articlePage(edition, { root: '/' });
  for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
    const bytes = new TextEncoder().encode(page);
    await library.writeFile(key, bytes, { type: 'text/html; charset=utf-8', bytes: bytes.length });
    const live = readableEdition((await library.readJson(editionKey(id)))?.value);
    const due = live === undefined ? page : articlePage(live, { root: '/' });
    if (due === page) return;
    page = due;
  }
  throw writeContended(key);
}

/** @returns undefined for what is no edition: whoever replaces it writes its page */
export function readableEdition(manifest: unknown): Edition | undefined {
  const parsed = v.safeParse(EditionSchema, manifest);
  return parsed.success ? parsed.output : undefined;
}
