import type { Edition } from '../edition/schema.ts';
import { trackNames, trackTitles } from '../edition/timeline.ts';
import { languages } from '../languages.ts';
import { attributesText, escapedAttribute, escapedText, type Markup } from '../markup.ts';
import { type Addresses, appFile, pageAddresses } from './addresses.ts';
import { diskPolicy } from './disk-policy.ts';
import { htmlElement as h } from './html.ts';
import { transcript } from './transcript.ts';

export interface PageOptions {
  /** The library's address as the page sees it: `/`; or empty for a page that lies on disk, in its edition's folder. */
  readonly root: string;
}

/**
 * The page of an article, `articles/<id>/index.html`: all of its text in both languages, to be read without a script;
 * the script makes it a player. A page for the disk carries its manifest, as nothing can be fetched there.
 */
export function articlePage(edition: Edition, { root }: PageOptions): string {
  const { article, status } = edition;
  const addresses = pageAddresses(root, article);
  const attributes = {
    'data-view': 'article',
    'data-article': article.id,
    'data-root': root,
    'data-revision': article.revision,
    'data-status': status,
  };
  return `<!DOCTYPE html>
<html lang="${languages[0]}">
<head>
<meta charset="utf-8">
${root === '' ? `<meta http-equiv="Content-Security-Policy" content="${diskPolicy}">\n` : ''}<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="generator" content="Diglot">
<meta name="color-scheme" content="light dark">
${lookAgain(edition)}<title>${escapedText(article.title)}</title>
<link rel="stylesheet" href="${escapedAttribute(appFile(root, 'player.css'))}">
<script defer src="${escapedAttribute(appFile(root, 'player.js'))}"></script>
</head>
<body${attributesText(attributes)}>
<div id="masthead">${masthead(addresses).xml}</div>
<main id="main">
<div id="notice">${notice(edition)}</div>
<noscript>${recordings(edition, addresses)}</noscript>
<article id="transcript" aria-label="${escapedAttribute(article.title)}">
${ownTitle(edition)}${transcript(edition, h)
  .map(({ xml }) => xml)
  .join('\n')}
</article>
${originNote(edition)}</main>
<div id="player"></div>
${root === '' ? manifest(edition) : ''}</body>
</html>
`;
}

/** Without the script a page of an edition in the making would stand still. */
function lookAgain({ status }: Edition): string {
  return status === 'narrating' ? '<noscript><meta http-equiv="refresh" content="5"></noscript>\n' : '';
}

function masthead({ library }: Addresses): Markup {
  const brand =
    library === undefined
      ? h('span', { class: 'brand' }, 'Diglot')
      : h('a', { class: 'brand', href: library }, 'Diglot');
  return h('header', { class: 'masthead' }, brand);
}

/** The title as the edition knows it, where no paragraph of the article is its title. */
function ownTitle({ article, paragraphs }: Edition): string {
  if (paragraphs.some(({ kind }) => kind === 'title')) return '';
  return `${h('h1', { lang: languages[0], dir: 'auto' }, article.title).xml}\n`;
}

/** What went wrong, where, and what to do about it. */
function notice({ error }: Edition): string {
  if (error === undefined) return '';
  return h(
    'section',
    { class: 'notice problem', lang: 'en' },
    h('h2', {}, error.code),
    h('p', {}, error.message),
    ...(error.place === undefined ? [] : [h('p', { class: 'place' }, error.place)]),
    h('p', {}, error.remedy),
  ).xml;
}

/** To listen without the script: the recordings that the browser itself plays. */
function recordings({ audio }: Edition, addresses: Addresses): string {
  const figures = trackNames.flatMap(track => {
    const file = audio[track]?.file;
    if (file === undefined) return [];
    const src = addresses.editionFile(file);
    const player = h('audio', { controls: '', preload: 'none', src, 'aria-label': trackTitles[track] });
    return [h('figure', {}, h('figcaption', {}, trackTitles[track]), player)];
  });
  return figures.length === 0 ? '' : h('div', { class: 'recordings' }, ...figures).xml;
}

/** Readers are told what no person has translated. */
function originNote({ paragraphs }: Edition): string {
  const isMachine = paragraphs.some(({ versions }) =>
    Object.values(versions).some(({ sentences }) => sentences.some(({ origin }) => origin === 'machine')),
  );
  if (!isMachine) return '';
  const note = 'Translated by a machine, at least in part, and not reviewed.';
  return `${h('footer', { class: 'origin', lang: 'en' }, h('p', {}, note)).xml}\n`;
}

/** `<` as \u003c, so that no text can end the element. */
function manifest(edition: Edition): string {
  const json = JSON.stringify(edition).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="edition">${json}</script>\n`;
}
