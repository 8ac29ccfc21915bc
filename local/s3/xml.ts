import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as v from 'valibot';
import { S3Error } from './s3-error.ts';

/** XML text that is safe to put between tags. */
export interface Xml {
  readonly text: string;
}

/** What an element may hold; undefined leaves the element out. */
export type XmlContent = Xml | string | number | boolean | undefined;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** One element; undefined content yields nothing at all. */
export function element(name: string, content: XmlContent): Xml {
  if (content === undefined) return { text: '' };
  const inner = typeof content === 'object' ? content.text : escape(String(content));
  return { text: `<${name}>${inner}</${name}>` };
}

/** Elements after one another, in the order of the record. */
export function elements(contents: Readonly<Record<string, XmlContent>>): Xml {
  return all(Object.entries(contents).map(([name, content]) => element(name, content)));
}

/** Joins what was built before. */
export function all(parts: readonly Xml[]): Xml {
  return { text: parts.map(({ text }) => text).join('') };
}

/** A whole document of S3. */
export function xmlDocument(root: string, content: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${content.text}</${root}>`;
}

/** An error's document, which has no namespace. */
export function errorDocument(content: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${content.text}</Error>`;
}

/**
 * Reads a document sent by a client; all values stay text, white space included.
 * @param schema of the parsed object, attributes left out
 * @throws S3Error MalformedXML
 */
export function parseXml<const Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
  listNames: readonly string[],
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parseTree(text, listNames));
  if (!result.success) throw malformed(result.issues[0].message);
  return result.output;
}

function parseTree(text: string, listNames: readonly string[]): unknown {
  const invalid = XMLValidator.validate(text);
  if (invalid !== true) throw malformed(invalid.err.msg);
  const isArray = (name: string) => listNames.includes(name);
  const options = { parseTagValue: false, trimValues: false, htmlEntities: true, removeNSPrefix: true, isArray };
  try {
    return new XMLParser(options).parse(text);
  } catch (error) {
    // The parser refuses external entities and what grows without bound.
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}

function malformed(reason: string): S3Error {
  return new S3Error('MalformedXML', `The XML you provided was not well-formed or did not validate: ${reason}`);
}

/** Line ends and control characters as references: a parser would change or refuse them otherwise. */
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return text.replaceAll(/[&<>"\u0000-\u001F\u007F\uFFFE\uFFFF]/g, char => {
    return ESCAPES[char] ?? `&#${char.codePointAt(0)};`;
  });
}
