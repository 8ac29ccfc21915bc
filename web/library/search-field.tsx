import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../words/interface-language.ts';
import { libraryWords } from '../words/library.ts';

interface SearchFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly shown: number;
  readonly total: number;
}

/** Searches as one types; `/` comes here from anywhere on the page, Escape empties it. */
export function SearchField({ query, onQuery, shown, total }: SearchFieldProps) {
  const words = useWords(libraryWords);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => focusOnSlash(field), []);
  return (
    <div class="search" role="search">
      <input
        ref={field}
        type="search"
        value={query}
        placeholder={words.search}
        aria-label={words.search}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onQuery('');
        }}
      />
      <p class="search-count figure" role="status">
        {query.trim() === '' ? '' : words.found(shown, total)}
      </p>
    </div>
  );
}

function focusOnSlash(field: { readonly current: HTMLInputElement | null }): () => void {
  const onKey = (event: KeyboardEvent) => {
    const isTyping =
      event.target instanceof Element && event.target.closest('input, select, textarea, dialog') !== null;
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.current?.focus();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
