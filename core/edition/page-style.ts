/** The style of the bilingual page; it stands in each page, so that the page needs no other file. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1d1b18; --quiet: #625c52; --paper: #fdfbf7; --line: #ddd6c9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7de; --quiet: #aaa294; --paper: #191714; --line: #3d3831; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 76rem;
  background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
  hyphens: auto; overflow-wrap: break-word; text-wrap: pretty;
}
h1, h2 { line-height: 1.25; hyphens: manual; text-wrap: balance; }
h1 { margin: 0 0 1rem; font-size: clamp(1.6rem, 3.4vw, 2.3rem); }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.35rem; }
p, blockquote, ul, figure { margin: 0 0 1rem; }
blockquote { padding-inline-start: 1rem; border-inline-start: .2rem solid var(--line); }
blockquote p { margin: 0; }
ul { padding-inline-start: 1.25rem; }
.kicker, .names, figcaption, footer { color: var(--quiet); font-size: .9rem; }
.kicker, .names p { margin-bottom: .25rem; font-variant-caps: small-caps; letter-spacing: .05em; }
.listen { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin-bottom: 1.5rem; }
.listen figure { flex: 1 1 16rem; }
audio { width: 100%; margin-top: .3rem; }
footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid var(--line); }
@media (max-width: 45.99rem) {
  .names { display: none; }
  .pair > * + * { color: var(--quiet); }
}
@media (min-width: 46rem), print {
  .pair { display: grid; grid-template-columns: 1fr 1fr; column-gap: 3rem; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb; }
  @page { margin: 18mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; orphans: 3; widows: 3; }
  .pair { column-gap: 8mm; }
  .head { break-after: avoid; }
  .listen { display: none; }
}
`;

/** What allows this one style, and no other, in a Content-Security-Policy: the SHA-256 of pageStyle. */
export const pageStyleSource = "'sha256-Hi8+lJijTb6gtdiiApF01WWurSMMY9lvOlvodzWw+9g='";
