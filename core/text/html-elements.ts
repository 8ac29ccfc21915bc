/** An element of a page; names in small letters. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u));
}

export const voidNames = names('area base basefont br col embed frame hr img input link meta param source track wbr');

/** Their content is no mark-up, as the tokenizer reads it. */
export const rawNames = names('script style title textarea');

/** Whose content is never text of a page that a reader sees. */
export const unseenNames = names(
  'script style template noscript iframe object applet svg canvas audio video noembed noframes head title datalist',
);

/** Whose content is seen, but belongs to the page's controls. */
export const controlNames = names('nav menu dialog button select option optgroup textarea label aside');

const blockNames = names(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
   form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th
   thead tr ul`,
);

/** Whether an element stands on lines of its own. */
export function isBlock(name: string): boolean {
  return blockNames.has(name);
}

interface Ended {
  readonly names: ReadonlySet<string>;
  /** Open elements that shield those outside of them. */
  readonly barriers: ReadonlySet<string>;
}

const paragraph: Ended = {
  names: names('p'),
  barriers: names('button td th caption object body blockquote li div table'),
};
const endings: ReadonlyMap<string, Ended> = new Map([
  ['li', { names: names('li'), barriers: names('ul ol menu dir table') }],
  ['dt', { names: names('dt dd'), barriers: names('dl table') }],
  ['dd', { names: names('dt dd'), barriers: names('dl table') }],
  ['tr', { names: names('tr'), barriers: names('table') }],
  ['td', { names: names('td th'), barriers: names('tr table') }],
  ['th', { names: names('td th'), barriers: names('tr table') }],
  ['tbody', { names: names('thead tbody tfoot'), barriers: names('table') }],
  ['tfoot', { names: names('thead tbody tfoot'), barriers: names('table') }],
  ['option', { names: names('option'), barriers: names('select') }],
]);

/** A heading that was never closed ends where a paragraph, a list or another heading begins. */
const heading: Ended = { names: names('p h1 h2 h3 h4 h5 h6'), barriers: paragraph.barriers };
const headingEnders = names('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure');

/** What the beginning of an element ends without an end tag. */
export function endedBy(name: string): Ended | undefined {
  if (headingEnders.has(name)) return heading;
  return endings.get(name) ?? (blockNames.has(name) ? paragraph : undefined);
}

const inlineNames = names(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd map mark picture q rp rt ruby s samp small span
   strike strong sub sup time tt u var math`,
);

/** Whether a tag of that name is mark-up of HTML, rather than text in pointed brackets. */
export function isHtmlName(name: string): boolean {
  return [blockNames, voidNames, inlineNames, unseenNames, controlNames].some(known => known.has(name));
}
