import * as v from 'valibot';
import { libraryKey, libraryPageKey } from '../keys.ts';
import { libraryPage } from '../page/library-page.ts';
import type { Library } from '../ports.ts';
import { writeContended } from './contended.ts';
import { type LibraryList, LibraryListSchema } from './library-list.ts';

/** Of a burst of articles each writes the list, and each of these writes makes the page of the others old. */
const attempts = 50;

/**
 * Writes the page that shows the list of the library to those without a script. As with the page of an article, whoever
 * has written it looks at the list once more, and writes anew if that has moved on.
 * @param list what the list was a moment ago
 * @throws DiglotError WriteContended (retryable)
 */
export async function writeListPage(library: Library, list: LibraryList): Promise<void> {
  let page = libraryPage(list, { root: '/' });
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const bytes = new TextEncoder().encode(page);
    await library.writeFile(libraryPageKey, bytes, { type: 'text/html; charset=utf-8', bytes: bytes.length });
    const now = v.safeParse(LibraryListSchema, (await library.readJson(libraryKey))?.value);
    const due = now.success ? libraryPage(now.output, { root: '/' }) : page;
    if (due === page) return;
    page = due;
  }
  throw writeContended(libraryPageKey);
}
