import { type Html, html, nothing } from '../html.ts';

/** The frame of every page. @param page.refreshSeconds set while something on it is still being made */
export function framed(page: {
  readonly title: string;
  readonly main: Html;
  readonly refreshSeconds?: number;
}): string {
  const refresh =
    page.refreshSeconds === undefined ? nothing : html`<meta http-equiv="refresh" content="${page.refreshSeconds}">`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh}
<title>${page.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">Diglot</a></header>
<main>
${page.main}
</main>
</body>
</html>
`.text;
}

/** A page that says why there is none. */
export function problemPage(title: string, text: string): string {
  return framed({ title: `${title} – Diglot`, main: html`<h1>${title}</h1>\n<p>${text}</p>` });
}
