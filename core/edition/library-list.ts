import * as v from 'valibot';
import { compareText } from '../compare-text.ts';
import { DiglotError } from '../errors.ts';
import { libraryKey } from '../keys.ts';
import { type Language, LanguageSchema, languages } from '../languages.ts';
import type { Library } from '../ports.ts';
import { type Published, PublishedSchema, publishedOf } from './published.ts';
import { byLanguage, type Edition, ErrorReportSchema, statuses } from './schema.ts';

/** `library.json`: an entry an article, the newest upload first. */
export const LibraryListSchema = v.object({
  schema: v.literal(1),
  articles: v.array(
    v.object({
      id: v.string(),
      revision: v.string(),
      title: v.string(),
      status: v.picklist(statuses),
      languages: v.array(LanguageSchema),
      uploadedAt: v.string(),
      durationMs: byLanguage(v.number()),
      /** The title as each text has it; no language where no paragraph is the title. Lists of before have none of these. */
      titles: v.exactOptional(byLanguage(v.string())),
      paragraphs: v.exactOptional(v.number()),
      /** Why it failed, or is partial. */
      error: v.exactOptional(ErrorReportSchema),
      published: v.exactOptional(PublishedSchema),
    }),
  ),
});
export type LibraryList = v.InferOutput<typeof LibraryListSchema>;
export type LibraryEntry = LibraryList['articles'][number];

const writeAttempts = 20;

/**
 * Puts an edition into the list of the library, in place of an older revision of the same article.
 * @returns the list as it was written
 * @throws DiglotError WriteContended (retryable)
 */
export async function listEdition(library: Library, edition: Edition): Promise<LibraryList> {
  for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
    const existing = await library.readJson(libraryKey);
    const list = existing === undefined ? emptyList : v.parse(LibraryListSchema, existing.value);
    const next = withEdition(list, edition);
    const condition = existing === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: existing.etag };
    if ((await library.writeJson(libraryKey, next, condition)) === 'written') return next;
  }
  throw new DiglotError({
    code: 'WriteContended',
    message: `Others wrote the list of the library at the same time, ${writeAttempts} times in a row.`,
    place: libraryKey,
    remedy: 'Nothing to do: the step is tried again.',
  });
}

const emptyList: LibraryList = { schema: 1, articles: [] };

/**
 * The list with this edition, newest upload first; articles of the same moment by id, so that the order is one. An edition
 * that comes late, when a newer revision is listed, changes nothing but what is published, if nothing newer is.
 */
export function withEdition(list: LibraryList, edition: Edition): LibraryList {
  const existing = list.articles.find(({ id }) => id === edition.article.id);
  const others = list.articles.filter(entry => entry !== existing);
  const articles = [...others, mergedEntry(existing, edition)].sort(
    (a, b) => compareText(b.uploadedAt, a.uploadedAt) || compareText(a.id, b.id),
  );
  return { schema: 1, articles };
}

function mergedEntry(existing: LibraryEntry | undefined, edition: Edition): LibraryEntry {
  const { revision } = edition.article;
  const { published: earlier, ...entry } = existing ?? entryOf(edition);
  const isLate = entry.revision > revision;
  const isOutdone = earlier !== undefined && earlier.revision > revision;
  const published: Published | undefined = isOutdone ? earlier : publishedOf(edition, earlier);
  return { ...(isLate ? entry : entryOf(edition)), ...(published === undefined ? {} : { published }) };
}

function entryOf(edition: Edition): LibraryEntry {
  const { fr, en } = edition.audio;
  return {
    id: edition.article.id,
    revision: edition.article.revision,
    title: edition.article.title,
    status: edition.status,
    languages: edition.article.languages,
    uploadedAt: edition.article.uploadedAt,
    durationMs: {
      ...(fr === undefined ? {} : { fr: fr.durationMs }),
      ...(en === undefined ? {} : { en: en.durationMs }),
    },
    titles: titlesOf(edition),
    paragraphs: edition.paragraphs.length,
    ...(edition.error === undefined ? {} : { error: edition.error }),
  };
}

function titlesOf({ paragraphs }: Edition): Partial<Record<Language, string>> {
  const title = paragraphs.find(({ kind }) => kind === 'title');
  const titles: Partial<Record<Language, string>> = {};
  for (const language of languages) {
    const text = title?.versions[language]?.text;
    if (text !== undefined) titles[language] = text;
  }
  return titles;
}
