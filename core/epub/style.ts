/**
 * The book's style. Colours are left to the reading system and its themes; only what is being read aloud has its own,
 * ink and ground together, so that it can be read by day and by night, and a line beneath for who sees no colour.
 */
export const bookStyle = `html { hyphens: auto; -epub-hyphens: auto; }
body { line-height: 1.5; overflow-wrap: break-word; }
h1, h2 { line-height: 1.25; hyphens: none; -epub-hyphens: none; text-align: start; }
h1 { margin: 0 0 .3em; font-size: 1.6em; }
h2 { margin: 0 0 .3em; font-size: 1.25em; }
p, ul { margin: 0 0 .4em; }
blockquote { margin: 0 0 .4em; padding-inline-start: 1em; border-inline-start: .15em solid rgba(128, 128, 128, .6); }
ul { padding-inline-start: 1.25em; }
.pair { margin: 0 0 1.2em; }
.passage + .passage { padding-inline-start: 1em; border-inline-start: .1em solid rgba(128, 128, 128, .6); }
.passage + .passage h1 { font-size: 1.3em; font-weight: normal; }
.passage + .passage h2 { font-size: 1.15em; font-weight: normal; }
[data-kind='title'], [data-kind='heading'] { margin-top: 2em; break-after: avoid; page-break-after: avoid; }
.pair:first-child { margin-top: 0; }
.kicker { font-variant: small-caps; letter-spacing: .05em; }
.caption { font-size: .9em; font-style: italic; }
.missing { font-style: italic; }
.cover { text-align: center; }
.cover img { max-width: 100%; max-height: 95vh; }
nav ol { padding-inline-start: 1.5em; }
nav li { margin: 0 0 .5em; }
.-epub-media-overlay-active { background-color: #ffe49a; color: #1d1b18; text-decoration: underline; }
@media (prefers-color-scheme: dark) {
  .-epub-media-overlay-active { background-color: #5a4510; color: #fff6dc; }
}
`;
