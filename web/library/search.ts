import type { LibraryEntry } from '../../core/edition/library-list.ts';

/** Letters that no accent is taken from by decomposing, and what is typed for them. */
const typed: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', '’': "'", ʼ: "'" };

/** Text as one types it in a hurry: without accents, in lower case, spaces made one. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[œæßøł’ʼ]/gu, letter => typed[letter] ?? letter)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/**
 * The articles whose titles, in either language, hold every word of the query; a part of a word is enough.
 * @returns all of them for a query without words; in the order in which they came
 */
export function matching(articles: readonly LibraryEntry[], query: string): readonly LibraryEntry[] {
  const words = folded(query).split(' ').filter(Boolean);
  if (words.length === 0) return articles;
  return articles.filter(article => {
    const text = foldedTitles(article);
    return words.every(word => text.includes(word));
  });
}

/** Folding is the slow part, and a list is searched at every key. */
const foldedByEntry = new WeakMap<LibraryEntry, string>();

function foldedTitles(article: LibraryEntry): string {
  const known = foldedByEntry.get(article);
  if (known !== undefined) return known;
  const text = folded([article.title, ...Object.values(article.titles ?? {})].join('\n'));
  foldedByEntry.set(article, text);
  return text;
}
