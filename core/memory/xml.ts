import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DiglotError } from '../errors.ts';

/** A piece of an XML document, in document order: text as it is meant, entities resolved, or an element. */
export type XmlNode = string | XmlElement;

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}

/** Far above any memory of a newsroom; far below what a function's memory holds. */
export const maxTmxCharacters = 16 * 1024 * 1024;

const textName = '#text';
const cdataName = '#cdata';
const attributesName = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  // Resolved below: the parser would pass over an entity that it does not know.
  processEntities: false,
  cdataPropName: cdataName,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads an XML document. Nothing outside it is fetched, and it may define no entities of its own.
 * @throws DiglotError InvalidMemory with line and column where the parser knows them
 */
export function parseXml(document: string): XmlElement[] {
  if (document.length > maxTmxCharacters) {
    const sizes = `${document.length} characters; at most ${maxTmxCharacters} are read`;
    throw invalidMemory(`The translation memory has ${sizes}.`, 'Split it, or leave out what is not needed.');
  }
  const text = withoutDoctype(document.replace(/^\uFEFF/u, ''));
  if (text.trim() === '') throw invalidMemory('The translation memory is empty.', 'Remove it, or export it again.');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    const { msg, line, col } = verdict.err;
    throw invalidMemory(
      `The translation memory is not well-formed XML: ${msg}`,
      mendXml,
      `line ${line}, column ${col}`,
    );
  }
  return elementsOf(toNodes(parsed(text)));
}

/** The elements among nodes. */
export function elementsOf(nodes: readonly XmlNode[]): XmlElement[] {
  return nodes.filter(node => typeof node !== 'string');
}

export function invalidMemory(message: string, remedy: string, place?: string): DiglotError {
  return new DiglotError({ code: 'InvalidMemory', message, ...(place === undefined ? {} : { place }), remedy });
}

const mendXml = 'Export the memory again as TMX 1.4, or mend the file at that place.';

/** TMX files name their DTD; that is harmless and not read. One that defines entities could grow without bound. */
function withoutDoctype(text: string): string {
  const doctype = /<!DOCTYPE[^>[]*(?<subset>\[)?[^>]*>/u.exec(text);
  if (doctype === null) return text;
  if (doctype.groups?.['subset'] !== undefined) {
    const line = text.slice(0, doctype.index).split('\n').length;
    const remedy = 'Remove what stands between [ and ] in its DOCTYPE.';
    throw invalidMemory('The translation memory defines entities of its own.', remedy, `line ${line}`);
  }
  // Its line breaks stay, so that the places of later errors are right.
  return text.replace(doctype[0], doctype[0].replaceAll(/[^\n]/gu, ' '));
}

function parsed(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalidMemory(`The translation memory can not be read: ${reason}`, mendXml);
  }
}

/** The parser's own tree: `[{"name": [children], ":@": {"attribute": "value"}}, {"#text": "…"}]`. */
function toNodes(tree: unknown): XmlNode[] {
  if (!Array.isArray(tree)) return [];
  return tree.filter(isRecord).flatMap(toNode);
}

function toNode(node: Readonly<Record<string, unknown>>): XmlNode[] {
  const name = Object.keys(node).find(key => key !== attributesName);
  if (name === undefined) return [];
  const content = node[name];
  if (name === textName) return [resolved(String(content))];
  if (name === cdataName) return [cdataText(content)];
  return [{ name, attributes: attributesOf(node[attributesName]), children: toNodes(content) }];
}

/** Within CDATA an ampersand is an ampersand. */
function cdataText(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .filter(isRecord)
    .map(piece => String(piece[textName]))
    .join('');
}

function attributesOf(attributes: unknown): ReadonlyMap<string, string> {
  if (!isRecord(attributes)) return new Map();
  return new Map(Object.entries(attributes).map(([name, value]) => [name, resolved(String(value))]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const predefined = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolved(text: string): string {
  return text.replaceAll(
    /&(?:#x(?<hex>[\da-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[^;\s&]*));?/giu,
    (entity, ...rest) => {
      const groups: unknown = rest.at(-1);
      const character = isRecord(groups) ? characterOf(groups) : undefined;
      if (character === undefined || !entity.endsWith(';')) throw unknownEntity(entity);
      return character;
    },
  );
}

function characterOf({ hex, decimal, name }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof name === 'string') return predefined.get(name);
  const codePoint = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number.parseInt(String(decimal), 10);
  const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
  return isCharacter ? String.fromCodePoint(codePoint) : undefined;
}

function unknownEntity(entity: string): DiglotError {
  return invalidMemory(
    `The translation memory holds "${entity.slice(0, 20)}", which XML does not know.`,
    'Write the character itself, or &amp; for an ampersand.',
  );
}
