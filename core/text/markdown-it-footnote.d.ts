// The package has no types of its own, and those of DefinitelyTyped bring the types of an older markdown-it along.
declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';
  /** Adds footnote_ref, footnote_reference_open and footnote_reference_close to the tokens. */
  export default function footnote(md: MarkdownIt): void;
}
