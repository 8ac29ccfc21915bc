import { invalidSsml } from '../errors.ts';

/**
 * A well-formed document, flat: its tags and its text in order. Offsets are UTF-16 code units into the submitted text;
 * no XML library says where a decoded entity stood, and speech marks point there.
 */
export type SsmlToken =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: Attributes;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'text'; readonly text: SourcedText };

export type Attributes = ReadonlyMap<string, string>;

/** Decoded text that knows where it came from: code unit `i` stood at `starts[i]` to `ends[i]` of the submitted text. */
export interface SourcedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const TAG =
  /<(?<closing>\/?)(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>/y;
const ATTRIBUTE = /(?<name>[A-Za-z_][\w.:-]*)\s*=\s*(?<quote>["'])(?<value>.*?)\k<quote>/gs;
const SKIPPED = /<!--(?:(?!--)[^])*-->|<\?(?:(?!\?>)[^])*\?>/y;
const CDATA = /<!\[CDATA\[(?<text>(?:(?!\]\]>)[^])*)\]\]>/y;
const CHARACTERS = /[^<]+/y;
const ENTITY = /&(?:#(?<decimal>\d{1,7})|#x(?<hex>[0-9A-Fa-f]{1,6})|(?<named>amp|lt|gt|quot|apos));|&/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads SSML as XML: one root, tags nested and closed, attributes quoted, `&` only in entities. No DTD, so no entity of
 * its own; an empty tag comes as an open and a close.
 * @throws PollyError InvalidSsmlException with the place
 */
export function readSsml(source: string): readonly SsmlToken[] {
  const tokens: SsmlToken[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < source.length) {
    const { tokens: read, end } = readAt(source, at);
    for (const token of read) nest(token, open, tokens);
    at = end;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw invalidSsml(`<${unclosed}> is not closed.`);
  if (tokens.length === 0) throw invalidSsml('there is no <speak>.');
  return tokens;
}

/** Keeps the stack of open tags; drops white space around the root. */
function nest(token: SsmlToken, open: string[], tokens: SsmlToken[]): void {
  if (token.kind === 'text' && open.length === 0) {
    if (token.text.text.trim() !== '') throw invalidSsml('there is text outside <speak>.');
    return;
  }
  if (token.kind === 'open') {
    if (open.length === 0 && tokens.length > 0) throw invalidSsml('there is more than one root.');
    open.push(token.name);
  }
  if (token.kind === 'close' && open.pop() !== token.name) {
    throw invalidSsml(`</${token.name}> at character ${token.start} closes nothing that is open.`);
  }
  tokens.push(token);
}

function readAt(source: string, at: number): { tokens: readonly SsmlToken[]; end: number } {
  if (source[at] !== '<') {
    const end = at + (match(CHARACTERS, source, at)?.[0].length ?? 0);
    return { tokens: [{ kind: 'text', text: decode(source, at, end) }], end };
  }
  const skipped = match(SKIPPED, source, at);
  if (skipped !== undefined) return { tokens: [], end: at + skipped[0].length };
  const cdata = match(CDATA, source, at)?.groups?.['text'];
  if (cdata !== undefined) {
    const start = at + '<![CDATA['.length;
    return { tokens: [{ kind: 'text', text: sourced(cdata, start) }], end: start + cdata.length + ']]>'.length };
  }
  return readTag(source, at);
}

function readTag(source: string, at: number): { tokens: readonly SsmlToken[]; end: number } {
  const found = match(TAG, source, at);
  const { closing, name, attributes = '', empty } = found?.groups ?? {};
  if (found === undefined || name === undefined) throw invalidSsml(`the "<" at character ${at} begins no tag.`);
  const end = at + found[0].length;
  if (closing !== '') {
    if (attributes !== '' || empty !== '') throw invalidSsml(`</${name}> at character ${at} carries attributes.`);
    return { tokens: [{ kind: 'close', name, start: at, end }], end };
  }
  const opening: SsmlToken = { kind: 'open', name, attributes: readAttributes(attributes, name), start: at, end };
  return { tokens: empty === '' ? [opening] : [opening, { kind: 'close', name, start: at, end }], end };
}

function readAttributes(source: string, tag: string): Attributes {
  const attributes = new Map<string, string>();
  for (const { groups } of source.matchAll(ATTRIBUTE)) {
    const { name = '', value = '' } = groups ?? {};
    if (attributes.has(name)) throw invalidSsml(`<${tag}> has "${name}" twice.`);
    attributes.set(name, decode(value, 0, value.length).text);
  }
  return attributes;
}

/** Text as it stands, each code unit in its own place. */
export function sourced(text: string, start: number): SourcedText {
  const starts = Array.from({ length: text.length }, (_, at) => start + at);
  return { text, starts, ends: starts.map(at => at + 1) };
}

/** Texts in order as one; what stood between them is skipped by the offsets. */
export function joinSourced(parts: readonly SourcedText[]): SourcedText {
  return {
    text: parts.map(part => part.text).join(''),
    starts: parts.flatMap(part => part.starts),
    ends: parts.flatMap(part => part.ends),
  };
}

function decode(source: string, start: number, end: number): SourcedText {
  const raw = source.slice(start, end);
  const parts: SourcedText[] = [];
  let at = 0;
  for (const entity of raw.matchAll(ENTITY)) {
    parts.push(sourced(raw.slice(at, entity.index), start + at));
    const text = decodeEntity(entity, start);
    at = entity.index + entity[0].length;
    const units = Array.from({ length: text.length });
    parts.push({ text, starts: units.map(() => start + entity.index), ends: units.map(() => start + at) });
  }
  parts.push(sourced(raw.slice(at), start + at));
  return joinSourced(parts);
}

function decodeEntity(entity: RegExpExecArray, start: number): string {
  const { decimal, hex, named } = entity.groups ?? {};
  if (named !== undefined) return NAMED[named] ?? '';
  const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (!(codePoint > 0 && codePoint <= 0x10_ff_ff)) {
    throw invalidSsml(`the "&" at character ${start + entity.index} begins no entity of XML; write &amp; for itself.`);
  }
  return String.fromCodePoint(codePoint);
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}
