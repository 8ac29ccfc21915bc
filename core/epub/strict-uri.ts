/**
 * An address in the characters that a URI may have. Browsers forgive more, and an address that a browser has normalised
 * may still hold `|`, `^`, a bracket or a lone `%`; EPUBCheck does not.
 * @param href absolute, as the WHATWG URL standard writes it: ASCII
 * @see RFC 3986, appendix A
 */
export function strictUri(href: string): string {
  const [, origin = '', path = '', fragment] = /^([\w.+-]+:(?:\/\/[^/?#]*)?)([^#]*)(?:#(.*))?$/su.exec(href) ?? [];
  return `${origin}${escaped(path)}${fragment === undefined ? '' : `#${escaped(fragment)}`}`;
}

function escaped(part: string): string {
  return part.replaceAll(/%(?![\da-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/giu, encodeURIComponent);
}
