import type { LibraryEntry, LibraryList } from '../edition/library-list.ts';
import type { statuses } from '../edition/schema.ts';
import { type Track, trackNames, trackTitles } from '../edition/timeline.ts';
import { type Language, languages, sourceLanguage } from '../languages.ts';
import { escapedAttribute, type Markup } from '../markup.ts';
import { appFile } from './addresses.ts';
import { durationText } from './durations.ts';
import { htmlElement as h } from './html.ts';

/**
 * The library as a page that needs no script, `articles/index.html`: all articles, the newest first, in the marks of the
 * page that the script makes of it.
 * @param root the library's address as the page sees it: `/`
 */
export function libraryPage({ articles }: LibraryList, { root }: { readonly root: string }): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="generator" content="Diglot">
<meta name="color-scheme" content="light dark">
${lookAgain(articles)}<title>Diglot</title>
<link rel="stylesheet" href="${escapedAttribute(appFile(root, 'player.css'))}">
<link rel="canonical" href="${escapedAttribute(root)}">
${trackNames.map(track => feedLink(track, root)).join('\n')}
<script defer src="${escapedAttribute(appFile(root, 'player.js'))}"></script>
</head>
<body data-view="library" data-root="${escapedAttribute(root)}">
<div id="masthead">${h('header', { class: 'masthead' }, h('a', { class: 'brand', href: root }, 'Diglot')).xml}</div>
<main id="main">
${h('header', { class: 'library-head' }, h('h1', {}, bilingual('Bibliothèque', 'Library'))).xml}
<ol class="entries">
${articles.map(entry => entryItem(entry, root).xml).join('\n')}
</ol>
</main>
${h('footer', { class: 'feeds' }, h('span', {}, 'Podcasts'), ...trackNames.map(track => feedAnchor(track, root))).xml}
</body>
</html>
`;
}

/** Without the script the page of a library that changes would stand still. */
function lookAgain(articles: readonly LibraryEntry[]): string {
  const isChanging = articles.some(({ status }) => status === 'narrating');
  return isChanging ? '<noscript><meta http-equiv="refresh" content="10"></noscript>\n' : '';
}

const bilingual = (fr: string, en: string): Markup =>
  h('span', {}, h('span', { lang: 'fr' }, fr), ' · ', h('span', { lang: 'en' }, en));

const feedAddress = (track: Track, root: string) => `${root}feeds/${track}.xml`;

function feedLink(track: Track, root: string): string {
  return `<link rel="alternate" type="application/rss+xml" title="${trackTitles[track]}" href="${escapedAttribute(feedAddress(track, root))}">`;
}

function feedAnchor(track: Track, root: string): Markup {
  return h('a', { href: feedAddress(track, root) }, trackTitles[track]);
}

function entryItem(entry: LibraryEntry, root: string): Markup {
  const { id, title, titles = {}, status, uploadedAt } = entry;
  const href = `${root}articles/${encodeURIComponent(id)}/`;
  const translations = languages.flatMap(language => {
    const translated = language === sourceLanguage ? undefined : titles[language];
    return translated === undefined
      ? []
      : [h('p', { class: 'entry-translation', lang: language, dir: 'auto' }, translated)];
  });
  const day = h('time', { datetime: uploadedAt }, uploadedAt.slice(0, 10));
  return h(
    'li',
    { class: 'entry', 'data-status': status },
    h('h2', { class: 'entry-title' }, h('a', { href, lang: sourceLanguage, dir: 'auto' }, title)),
    ...translations,
    h('p', { class: 'facts' }, day, ...languages.flatMap(language => duration(entry, language))),
    ...state(entry),
  );
}

function duration({ durationMs }: LibraryEntry, language: Language): Markup[] {
  const ms = durationMs[language];
  return ms === undefined ? [] : [h('span', { lang: language }, `${trackTitles[language]} ${durationText(ms)}`)];
}

const stateNames: Readonly<Record<(typeof statuses)[number], Markup | undefined>> = {
  narrating: bilingual('En cours de narration', 'Being narrated'),
  complete: undefined,
  partial: bilingual('Incomplet', 'Incomplete'),
  failed: bilingual('En échec', 'Failed'),
};

function state({ status, error }: LibraryEntry): Markup[] {
  const name = stateNames[status];
  if (name === undefined) return [];
  if (error === undefined) return [h('p', { class: 'entry-state' }, name)];
  return [
    h(
      'div',
      { class: 'entry-problem' },
      h('p', {}, h('strong', {}, name), ' ', h('code', {}, error.code)),
      h('p', { lang: 'en', dir: 'auto' }, error.message),
      h('p', { lang: 'en', dir: 'auto' }, error.remedy),
    ),
  ];
}
