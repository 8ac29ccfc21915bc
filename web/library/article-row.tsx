import { useContext } from 'preact/hooks';
import type { LibraryEntry } from '../../core/edition/library-list.ts';
import { languages, sourceLanguage } from '../../core/languages.ts';
import { durationText } from '../../core/page/durations.ts';
import { InterfaceLanguage, useWords } from '../words/interface-language.ts';
import { libraryWords } from '../words/library.ts';
import { useClipCount } from './use-clip-count.ts';

interface RowProps {
  readonly root: string;
  readonly entry: LibraryEntry;
  /** Whether it says how many clips there are, while it is made. */
  readonly isCounted: boolean;
}

/** One article: its titles side by side, how long it is in each language, and what became of it. */
export function ArticleRow({ root, entry, isCounted }: RowProps) {
  const { id, title, titles = {} } = entry;
  const other = languages.flatMap(language =>
    language !== sourceLanguage && titles[language] !== undefined ? [{ language, title: titles[language] }] : [],
  );
  return (
    <li class="entry" data-article={id} data-status={entry.status}>
      <h2 class="entry-title">
        <a href={`${root}articles/${encodeURIComponent(id)}/`} lang={sourceLanguage} dir="auto">
          {title}
        </a>
      </h2>
      {other.map(({ language, title: translated }) => (
        <p key={language} class="entry-translation" lang={language} dir="auto">
          {translated}
        </p>
      ))}
      <Facts entry={entry} />
      <State root={root} entry={entry} isCounted={isCounted} />
    </li>
  );
}

function Facts({ entry }: { readonly entry: LibraryEntry }) {
  const words = useWords(libraryWords);
  const interfaceLanguage = useContext(InterfaceLanguage);
  const day = new Intl.DateTimeFormat(interfaceLanguage, { dateStyle: 'long' }).format(new Date(entry.uploadedAt));
  return (
    <p class="facts">
      <time dateTime={entry.uploadedAt}>{day}</time>
      {languages.map(language => {
        const durationMs = entry.durationMs[language];
        return durationMs === undefined ? null : (
          <span key={language}>
            {words.feedNames[language]} <span class="figure">{durationText(durationMs)}</span>
          </span>
        );
      })}
    </p>
  );
}

function State({ root, entry, isCounted }: RowProps) {
  if (entry.status === 'narrating') return <Narrating root={root} entry={entry} isCounted={isCounted} />;
  return entry.status === 'complete' ? null : <Problem entry={entry} />;
}

function Narrating({ root, entry, isCounted }: RowProps) {
  const words = useWords(libraryWords);
  const count = useClipCount(root, entry, isCounted);
  if (count === undefined) return <p class="entry-state">{words.narrating}…</p>;
  const isRecorded = count.done === count.total;
  const label = isRecorded ? words.publishing : words.narrating;
  return (
    <div class="entry-state">
      <p>
        {label} · <span class="figure">{words.narratingClips(count.done, count.total)}</span>
        {count.done > 0 && !isRecorded ? <span class="quiet"> — {words.playable}</span> : null}
      </p>
      <progress max={count.total} value={count.done} aria-label={label} />
    </div>
  );
}

/** The pipeline's own words, which are English. */
function Problem({ entry: { status, error } }: { readonly entry: LibraryEntry }) {
  const words = useWords(libraryWords);
  const name = status === 'partial' ? words.partial : words.failed;
  return (
    <div class="entry-problem">
      <p>
        <strong>{name}</strong>
        {error === undefined ? null : (
          <>
            {' '}
            <code>{error.code}</code>
          </>
        )}
      </p>
      {error === undefined ? null : (
        <>
          <p lang="en" dir="auto">
            {error.message}
          </p>
          {error.place === undefined ? null : (
            <p class="quiet" dir="auto">
              {error.place}
            </p>
          )}
          <p>
            {words.remedy} <span lang="en">{error.remedy}</span>
          </p>
        </>
      )}
    </div>
  );
}
