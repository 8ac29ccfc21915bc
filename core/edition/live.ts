import * as v from 'valibot';
import { editionKey } from '../keys.ts';
import type { Library } from '../ports.ts';
import { writeAttempts, writeContended } from './contended.ts';
import { listEdition } from './library-list.ts';
import { writeListPage } from './list-page.ts';
import { readableEdition, writeLivePage } from './live-page.ts';
import { type Edition, statuses } from './schema.ts';

/** The two fields that decide who may overwrite whom; an unreadable manifest may be overwritten by anyone. */
const LiveSchema = v.object({
  status: v.picklist(statuses),
  article: v.object({ revision: v.string() }),
});

/**
 * Makes `edition` the live one of its article, unless a newer revision is there; then writes its page, the list of
 * the library and the page of that.
 * Conditional writes decide between racing executions.
 * @returns `superseded` if the live edition is of a newer revision, or is this very revision and complete already
 * @throws DiglotError WriteContended (retryable) if others wrote in between, time and again
 */
export async function writeLiveEdition(library: Library, edition: Edition): Promise<'written' | 'superseded'> {
  const key = editionKey(edition.article.id);
  for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
    const existing = await library.readJson(key);
    if (existing !== undefined && !mayReplace(existing.value, edition)) {
      // This step may have been killed when it had just written the page of an edition that is live no more.
      const live = readableEdition(existing.value);
      if (live !== undefined) await writeLivePage(library, live);
      return 'superseded';
    }
    const condition = existing === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: existing.etag };
    if ((await library.writeJson(key, edition, condition)) === 'written') {
      await writeLivePage(library, edition);
      await writeListPage(library, await listEdition(library, edition));
      return 'written';
    }
  }
  throw writeContended(key);
}

/** The revision that is live now; undefined if there is none. */
export async function liveRevision(library: Library, articleId: string): Promise<string | undefined> {
  const live = v.safeParse(LiveSchema, (await library.readJson(editionKey(articleId)))?.value);
  return live.success ? live.output.article.revision : undefined;
}

function mayReplace(existing: unknown, edition: Edition): boolean {
  const live = v.safeParse(LiveSchema, existing);
  if (!live.success) return true;
  const { revision } = live.output.article;
  if (revision !== edition.article.revision) return revision < edition.article.revision;
  // A step that is run again after the end must not open a finished edition once more.
  return live.output.status !== 'complete' || edition.status === 'complete';
}
