/** A link of a block: its text as it stands there, and where it leads. */
export interface Link {
  readonly text: string;
  readonly href: string;
}

/** A link of a paragraph; code-unit offsets into its text, `end` exclusive. */
export interface PlacedLink {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

const safeProtocols = new Set(['http:', 'https:', 'mailto:']);

/** @returns the address, where it is an absolute one that may be followed from a page: http, https or mailto */
export function safeLink(href: string): string | undefined {
  const url = URL.parse(href.trim());
  return url !== null && safeProtocols.has(url.protocol) ? url.href : undefined;
}

/** Where hardly any are found, each costs a search of the paragraph. */
const maxLinksOfAParagraph = 500;

/** Finds the links of a block again in its text, in order; what mark-up inside a link's text hid is left out. */
export function placeLinks(text: string, links: readonly Link[]): readonly PlacedLink[] {
  const placed: PlacedLink[] = [];
  let from = 0;
  for (const link of links.slice(0, maxLinksOfAParagraph)) {
    const start = link.text === '' ? -1 : text.indexOf(link.text, from);
    if (start < 0) continue;
    from = start + link.text.length;
    placed.push({ start, end: from, href: link.href });
  }
  return placed;
}
