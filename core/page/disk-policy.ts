/**
 * The Content-Security-Policy of a page on disk, in a meta element, as there no server sends headers. `file:` stands beside
 * `'self'` because a folder on disk is no origin to all browsers. Nothing may be fetched: the page carries its manifest.
 */
export const diskPolicy = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "font-src 'self' file:",
  "media-src 'self' file: blob:",
  "img-src 'self' file: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
