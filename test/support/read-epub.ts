import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Parser } from 'htmlparser2';
import * as v from 'valibot';
import { unzip } from './unzip.ts';

/** A book as a reading system gets it, by way of its container, its package and its spine alone. */
export interface ReadEpub {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly names: readonly string[];
  /** `dc:` and `property` values, in order. */
  readonly metadata: readonly (readonly [name: string, value: string])[];
  readonly items: readonly Item[];
  readonly parts: readonly ReadPart[];
  /** Where the table of contents leads, and what it says. */
  readonly contents: readonly (readonly [href: string, label: string])[];
  readonly text: (file: string) => string;
}

export interface ReadPart {
  readonly file: string;
  /** Text of each element that has an id. */
  readonly texts: ReadonlyMap<string, string>;
  readonly languages: ReadonlyMap<string, string>;
  readonly links: readonly (readonly [href: string, text: string])[];
  readonly durationMs: number | undefined;
  readonly pars: readonly Par[];
}

/** A sentence, and when it is heard in which file. */
export interface Par {
  readonly id: string;
  readonly clip: string;
  readonly beginMs: number;
  readonly endMs: number;
}

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, isArray: isMany });
const many = new Set(['item', 'itemref', 'meta', 'seq', 'par', 'dc:language']);

function isMany(name: string): boolean {
  return many.has(name);
}

const Text = v.optional(v.string(), '');
const ItemSchema = v.object({
  id: v.string(),
  href: v.string(),
  'media-type': v.string(),
  'media-overlay': v.optional(v.string()),
  properties: v.optional(v.string()),
});
type Item = v.InferOutput<typeof ItemSchema>;
const MetaSchema = v.object({ property: v.string(), refines: v.optional(v.string()), '#text': Text });
const PackageSchema = v.object({
  package: v.object({
    metadata: v.looseObject({ meta: v.array(MetaSchema) }),
    manifest: v.object({ item: v.array(ItemSchema) }),
    spine: v.object({ itemref: v.array(v.object({ idref: v.string() })) }),
  }),
});
const SmilSchema = v.object({
  smil: v.object({
    body: v.object({
      seq: v.array(
        v.object({
          'epub:textref': v.string(),
          par: v.array(
            v.object({
              text: v.object({ src: v.string() }),
              audio: v.object({ src: v.string(), clipBegin: v.string(), clipEnd: v.string() }),
            }),
          ),
        }),
      ),
    }),
  }),
});

const folder = 'EPUB/';

/** @throws Error where it is no archive, or a document is no XML, or what is pointed to is not there */
export function readEpub(epub: Uint8Array): ReadEpub {
  const unzipped = unzip(epub);
  const files = new Map(unzipped.map(({ name, content }) => [name, content]));
  const text = (file: string) => {
    const content = files.get(file);
    if (content === undefined) throw new Error(`no ${file}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  };
  const document = (file: string) => {
    const valid = XMLValidator.validate(text(file));
    if (valid !== true) throw new Error(`${file}: ${valid.err.msg}`);
    return text(file);
  };
  const { metadata, manifest, spine } = v.parse(PackageSchema, xml.parse(document('EPUB/package.opf'))).package;
  const durations = new Map(
    metadata.meta
      .filter(({ property }) => property === 'media:duration')
      .map(({ refines = '', '#text': value }) => [refines.slice(1), msOf(value)]),
  );
  const byId = (id: string | undefined) => {
    const item = manifest.item.find(candidate => candidate.id === id);
    if (item === undefined) throw new Error(`no item ${id}`);
    return item;
  };
  const parts = spine.itemref.map(({ idref }) => {
    const item = byId(idref);
    const overlay = item['media-overlay'] === undefined ? undefined : byId(item['media-overlay']);
    return {
      file: item.href,
      ...readXhtml(document(`${folder}${item.href}`)),
      durationMs: overlay && durations.get(overlay.id),
      pars: overlay === undefined ? [] : readSmil(document(`${folder}${overlay.href}`), item.href),
    };
  });
  const nav = byId(manifest.item.find(({ properties }) => properties === 'nav')?.id);
  return {
    files,
    names: unzipped.map(({ name }) => name),
    metadata: [
      ...Object.entries(metadata).flatMap(([name, values]) => valuesOf(values).map(value => [name, value] as const)),
      ...metadata.meta.map(({ property, '#text': value }) => [property, value] as const),
    ],
    items: manifest.item,
    parts,
    contents: readXhtml(document(`${folder}${nav.href}`)).links,
    text,
  };
}

function valuesOf(values: unknown): string[] {
  if (Array.isArray(values)) return values.flatMap(valuesOf);
  if (typeof values === 'string') return [values];
  const parsed = v.safeParse(v.object({ '#text': v.string() }), values);
  return parsed.success && !('property' in Object(values)) ? [parsed.output['#text']] : [];
}

function readSmil(smil: string, textFile: string): Par[] {
  return v.parse(SmilSchema, xml.parse(smil)).smil.body.seq.flatMap(({ par }) =>
    par.map(({ text, audio }) => {
      const [file, id = ''] = text.src.split('#');
      if (file !== textFile) throw new Error(`${text.src} is not in ${textFile}`);
      return { id, clip: audio.src, beginMs: msOf(audio.clipBegin), endMs: msOf(audio.clipEnd) };
    }),
  );
}

function readXhtml(xhtml: string) {
  const texts = new Map<string, string>();
  const languages = new Map<string, string>();
  const links: [href: string, text: string][] = [];
  const open: { id: string | undefined; language: string; isLink: boolean }[] = [];
  const parser = new Parser(
    {
      onopentag: (name, { id, lang, href }) => {
        const language = lang ?? open.at(-1)?.language ?? '';
        if (id !== undefined && texts.has(id)) throw new Error(`${id} twice`);
        if (id !== undefined) texts.set(id, '').get(id);
        if (id !== undefined) languages.set(id, language);
        const isLink = name === 'a';
        if (isLink) links.push([href ?? '', '']);
        open.push({ id, language, isLink });
      },
      ontext: text => {
        for (const { id } of open) if (id !== undefined) texts.set(id, (texts.get(id) ?? '') + text);
        const link = links.at(-1);
        if (link !== undefined && open.some(({ isLink }) => isLink)) link[1] += text;
      },
      onclosetag: () => {
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xhtml);
  return { texts, languages, links };
}

function msOf(clock: string): number {
  const match = /^(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})$/u.exec(clock);
  if (match === null) throw new Error(`no clock value: ${clock}`);
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = match.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms;
}
