import type { LibraryEntry, LibraryList } from '../../../core/edition/library-list.ts';
import { type Html, html } from '../html.ts';
import { framed } from './page.ts';
import { durationText, languageNames, statusWords } from './words.ts';

/** All articles, newest first. It looks again by itself while one is being made. */
export function libraryPage(list: LibraryList): string {
  const isChanging = list.articles.some(({ status }) => status === 'narrating');
  const content =
    list.articles.length === 0
      ? html`<p>There is no article yet. Add one: <code>npx diglot add FILE --local</code></p>`
      : html`<ul class="articles">${list.articles.map(entryItem)}</ul>`;
  return framed({
    title: 'Diglot',
    main: html`<h1>Articles</h1>\n${content}`,
    ...(isChanging ? { refreshSeconds: 3 } : {}),
  });
}

function entryItem(entry: LibraryEntry): Html {
  const versions = entry.languages.map(language => {
    const durationMs = entry.durationMs[language];
    return durationMs === undefined
      ? languageNames[language]
      : `${languageNames[language]} ${durationText(durationMs)}`;
  });
  return html`
<li>
<a href="/article/${entry.id}" lang="fr">${entry.title}</a>
<p class="facts"><span class="status ${entry.status}">${statusWords[entry.status]}</span> · ${versions.join(' · ')} · <time datetime="${entry.uploadedAt}">${entry.uploadedAt.slice(0, 10)}</time></p>
</li>`;
}
