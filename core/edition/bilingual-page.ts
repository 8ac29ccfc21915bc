import { type Language, languages } from '../languages.ts';
import { escapedAttribute, escapedText } from '../markup.ts';
import { pageStyle, pageStyleSource } from './page-style.ts';
import type { Edition, Paragraph, ParagraphKind } from './schema.ts';
import { trackNames, trackTitles } from './timeline.ts';

/**
 * An edition as one HTML file that needs nothing but a browser: both languages side by side, paragraph by paragraph, one
 * below the other where the screen is narrow. The recordings are found beside it; without them it is read all the same.
 */
export function bilingualPage(edition: Edition): string {
  const { article, paragraphs } = edition;
  return `<!DOCTYPE html>
<html lang="${languages[0]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Diglot">
<title>${escapedText(article.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${recordings(edition)}<main>
${ownHeading(edition)}<div class="pair names" aria-hidden="true">${languages.map(language => `<p lang="${language}">${trackTitles[language]}</p>`).join('')}</div>
${paragraphs.map(pair).join('\n')}
</main>
${originNote(paragraphs)}</body>
</html>
`;
}

/** Nothing but the style above and what lies beside the page; `file:` as a folder on disk is no origin to all browsers. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${pageStyleSource}`,
  "media-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The title as the edition knows it, where no paragraph of the article is its title. */
function ownHeading({ article, paragraphs }: Edition): string {
  return paragraphs.some(({ kind }) => kind === 'title') ? '' : `<h1 dir="auto">${escapedText(article.title)}</h1>\n`;
}

function recordings({ audio }: Edition): string {
  const players = trackNames.flatMap(track => {
    const file = audio[track]?.file;
    if (file === undefined) return [];
    const id = `listen-${track}`;
    return `<figure>
<figcaption id="${id}">${trackTitles[track]}</figcaption>
<audio controls preload="none" aria-labelledby="${id}" src="${escapedAttribute(file)}"></audio>
</figure>
`;
  });
  return players.length === 0 ? '' : `<header class="listen">\n${players.join('')}</header>\n`;
}

function pair({ index, kind, versions }: Paragraph): string {
  const passages = languages.map(language => {
    const text = versions[language]?.text;
    const block = text === undefined ? '' : blocks[kind](escapedText(text));
    return `<div lang="${language}">${block}</div>`;
  });
  const isHead = kind === 'kicker' || kind === 'title' || kind === 'heading';
  return `<div class="pair${isHead ? ' head' : ''}" id="p${index}">${passages.join('')}</div>`;
}

/** A paragraph in Arabic or Hebrew runs from the right: its outermost element goes as its first letter does. */
const blocks: Readonly<Record<ParagraphKind, (text: string) => string>> = {
  kicker: text => `<p class="kicker" dir="auto">${text}</p>`,
  title: text => `<h1 dir="auto">${text}</h1>`,
  heading: text => `<h2 dir="auto">${text}</h2>`,
  text: text => `<p dir="auto">${text}</p>`,
  quote: text => `<blockquote dir="auto"><p>${text}</p></blockquote>`,
  listItem: text => `<ul dir="auto"><li>${text}</li></ul>`,
  caption: text => `<figure dir="auto"><figcaption>${text}</figcaption></figure>`,
};

/** Readers are told what no person has translated. */
function originNote(paragraphs: readonly Paragraph[]): string {
  const isMachine = (language: Language) =>
    paragraphs.some(({ versions }) => versions[language]?.sentences.some(({ origin }) => origin === 'machine'));
  if (!languages.some(isMachine)) return '';
  return '<footer lang="en"><p>Translated by a machine, at least in part, and not reviewed.</p></footer>\n';
}
