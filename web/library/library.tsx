import { useMemo, useState } from 'preact/hooks';
import type { LibraryEntry } from '../../core/edition/library-list.ts';
import { useWords } from '../words/interface-language.ts';
import { libraryWords } from '../words/library.ts';
import { ArticleRow } from './article-row.tsx';
import { mayHaveDesk } from './desk/desk-calls.ts';
import { DropPlace } from './desk/drop-place.tsx';
import { PendingUploads } from './desk/pending-uploads.tsx';
import { useDesk } from './desk/use-desk.ts';
import { matching } from './search.ts';
import { SearchField } from './search-field.tsx';
import { useLibrary } from './use-library.ts';

/** Of more articles in the making than this the clips are not counted: each asks for some again and again. */
const maxCounted = 4;

/** The list of all articles, the newest first, to be searched as one types; on one's own machine, the way to add one. */
export function Library({ root }: { readonly root: string }) {
  const words = useWords(libraryWords);
  const [query, setQuery] = useState('');
  const { articles, isUnreachable } = useLibrary(root, mayHaveDesk(location));
  const desk = useDesk(root, articles);
  const shown = useMemo(() => matching(articles ?? [], query), [articles, query]);
  const narrating = shown.filter(({ status }) => status === 'narrating').map(({ id }) => id);
  const counted = new Set(narrating.slice(0, maxCounted));
  return (
    <>
      <header class="library-head">
        <h1>{words.title}</h1>
        <SearchField query={query} onQuery={setQuery} shown={shown.length} total={articles?.length ?? 0} />
      </header>
      {desk === undefined ? null : <DropPlace desk={desk} />}
      <Notices articles={articles} isUnreachable={isUnreachable} isLocal={desk !== undefined} />
      {desk === undefined ? null : <PendingUploads uploads={desk.awaited} />}
      {articles !== undefined && articles.length > 0 && shown.length === 0 ? (
        <NothingFound query={query} onShowAll={() => setQuery('')} />
      ) : null}
      <ol class="entries" aria-label={words.articles}>
        {shown.map(entry => (
          <ArticleRow key={entry.id} root={root} entry={entry} isCounted={counted.has(entry.id)} />
        ))}
      </ol>
    </>
  );
}

interface NoticesProps {
  readonly articles: readonly LibraryEntry[] | undefined;
  readonly isUnreachable: boolean;
  readonly isLocal: boolean;
}

function Notices({ articles, isUnreachable, isLocal }: NoticesProps) {
  const words = useWords(libraryWords);
  if (isUnreachable)
    return (
      <p class="notice" role="status">
        {words.unreachable}
      </p>
    );
  if (articles === undefined) return <p class="library-none">{words.loading}</p>;
  if (articles.length > 0) return null;
  return (
    <div class="library-empty">
      <p>{words.empty}</p>
      <p class="quiet">{isLocal ? words.emptyHowLocal : words.emptyHow}</p>
    </div>
  );
}

function NothingFound({ query, onShowAll }: { readonly query: string; readonly onShowAll: () => void }) {
  const words = useWords(libraryWords);
  return (
    <p class="library-none">
      {words.nothingFound(query.trim())}{' '}
      <button type="button" class="plain" onClick={onShowAll}>
        {words.showAll}
      </button>
    </p>
  );
}
