import type { Edition, Paragraph, ParagraphKind, Version, Warning } from '../../../core/edition/schema.ts';
import { trackNames, tracks } from '../../../core/edition/timeline.ts';
import { editionFileKey } from '../../../core/keys.ts';
import type { Language } from '../../../core/languages.ts';
import { filePath } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import { framed } from './page.ts';
import { durationText, languageNames, sizeText, statusWords } from './words.ts';

/** One edition: both texts side by side, the recordings, the downloads. It looks again by itself while it is made. */
export function articlePage(edition: Edition): string {
  const { article, status } = edition;
  return framed({
    title: `${article.title} – Diglot`,
    main: html`
<h1 lang="fr">${article.title}</h1>
<p class="facts"><span class="status ${status}">${statusWords[status]}</span> · <time datetime="${article.uploadedAt}">${article.uploadedAt.slice(0, 10)}</time></p>
${problem(edition)}
${recordings(edition)}
${texts(edition)}
${downloads(edition)}
${warnings(edition.warnings)}`,
    ...(status === 'narrating' ? { refreshSeconds: 3 } : {}),
  });
}

function problem({ error }: Edition): Html {
  if (error === undefined) return nothing;
  const place = error.place === undefined ? nothing : html`<p>${error.place}</p>`;
  return html`
<section class="problem" aria-labelledby="problem">
<h2 id="problem">${error.code}</h2>
<p>${error.message}</p>
${place}
<p><strong>What to do:</strong> ${error.remedy}</p>
</section>`;
}

function recordings(edition: Edition): Html {
  const players = trackNames.map(track => {
    const audio = edition.audio[track];
    if (audio === undefined) return nothing;
    const spoken = tracks[track].map(language => languageNames[language]).join(', then ');
    return html`
<figure>
<figcaption id="listen-${track}">Listen in ${spoken} <span class="facts">${durationText(audio.durationMs)}</span></figcaption>
<audio controls preload="metadata" aria-labelledby="listen-${track}" src="${fileAddress(edition, audio.file)}"></audio>
</figure>`;
  });
  return players.every(player => player === nothing)
    ? nothing
    : html`<section class="listen" aria-label="Listen">${players}</section>`;
}

function texts({ article, paragraphs }: Edition): Html {
  const rows = paragraphs.map(
    paragraph => html`<div class="pair">${article.languages.map(language => passage(paragraph, language))}</div>\n`,
  );
  return rows.length === 0 ? nothing : html`<section class="texts" aria-label="Text">${rows}</section>`;
}

function passage({ kind, versions }: Paragraph, language: Language): Html {
  const version = versions[language];
  if (version === undefined) return html`<div></div>`;
  const origin = originNote(version);
  return html`<div lang="${language}">${blocks[kind](version.text)}${origin}</div>`;
}

function originNote({ origin }: Version): Html {
  return origin === 'machine' ? html`<p class="origin" lang="en">machine translation</p>` : nothing;
}

/** The page's own title is its h1; the article's title and headings stand below it. */
const blocks: Readonly<Record<ParagraphKind, (text: string) => Html>> = {
  kicker: text => html`<p class="kicker">${text}</p>`,
  title: text => html`<h2 class="title">${text}</h2>`,
  heading: text => html`<h3>${text}</h3>`,
  text: text => html`<p>${text}</p>`,
  quote: text => html`<blockquote><p>${text}</p></blockquote>`,
  listItem: text => html`<ul><li>${text}</li></ul>`,
  caption: text => html`<p class="caption">${text}</p>`,
};

function downloads(edition: Edition): Html {
  if (edition.downloads.length === 0) return nothing;
  const items = edition.downloads.map(
    ({ file, type, bytes }) => html`
<li><a href="${fileAddress(edition, file)}" download type="${type}">${file}</a> <span class="facts">${sizeText(bytes)}</span></li>`,
  );
  return html`
<section aria-labelledby="downloads">
<h2 id="downloads">Downloads</h2>
<ul>${items}</ul>
</section>`;
}

function warnings(list: readonly Warning[]): Html {
  if (list.length === 0) return nothing;
  const items = list.map(({ message, paragraph, code }) => {
    const place = paragraph === undefined ? '' : ` (paragraph ${paragraph + 1})`;
    return html`\n<li><strong>${code}</strong>${place}: ${message}</li>`;
  });
  return html`
<section aria-labelledby="warnings">
<h2 id="warnings">Warnings</h2>
<ul>${items}</ul>
</section>`;
}

function fileAddress({ article }: Edition, file: string): string {
  return filePath(editionFileKey(article.id, article.revision, file));
}
