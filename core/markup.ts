// XML 1.0, production 2: tab, line ends and everything from U+0020 but surrogates, U+FFFE and U+FFFF.
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text between the tags of XML, HTML or WebVTT. Characters that XML can not hold are left out. */
export function escapedText(text: string): string {
  return text.replaceAll(notXml, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text as an attribute's value, to stand in double quotes. */
export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;');
}

/** The value of each attribute; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Attributes as they stand in a tag, a space before each. */
export function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapedAttribute(value)}"`))
    .join('');
}

/** Finished XML, or HTML that is well-formed as XML. What is not of this class is text, and is escaped: so none is taken for the other. */
export class Markup {
  readonly xml: string;

  constructor(xml: string) {
    this.xml = xml;
  }
}

export type MarkupChild = Markup | string | undefined | readonly MarkupChild[];

/** What stands between the tags of an element. */
export function childrenText(children: readonly MarkupChild[]): string {
  return children.map(xmlOf).join('');
}

/** An XML element; without children it closes itself. */
export function element(name: string, attributes: Attributes, ...children: readonly MarkupChild[]): Markup {
  const content = childrenText(children);
  const head = `${name}${attributesText(attributes)}`;
  return new Markup(content === '' ? `<${head}/>` : `<${head}>${content}</${name}>`);
}

/** An element of elements, one a line, for files that people may open: no line break stands within text. */
export function block(name: string, attributes: Attributes, ...children: readonly MarkupChild[]): Markup {
  const lines = children.flat().filter(child => child !== undefined);
  return element(name, attributes, lines.length === 0 ? undefined : ['\n', lines.map(line => [line, '\n'])]);
}

/** An XML document of this root. */
export function xmlDocument(root: Markup, doctype?: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${doctype === undefined ? '' : `${doctype}\n`}${root.xml}\n`;
}

function xmlOf(child: MarkupChild): string {
  if (child === undefined) return '';
  if (child instanceof Markup) return child.xml;
  return typeof child === 'string' ? escapedText(child) : childrenText(child);
}
