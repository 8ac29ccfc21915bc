import type { Language } from '../languages.ts';
import type { TranslationUnit } from './memory.ts';
import { elementsOf, invalidMemory, parseXml, type XmlElement, type XmlNode } from './xml.ts';

/**
 * Reads the translation units of one pair of languages from a TMX 1.4b document; older versions too, whose language
 * attribute is `lang`. Regions are set aside: `fr-CA` is French. A unit may hold several French wordings, each is
 * translated; of several English ones that without a region counts, else the first. Units without the pair, or with an
 * empty segment, are passed over: they translate nothing.
 * @param document the file's text, with or without a byte order mark
 * @throws DiglotError InvalidMemory with the place and what to mend
 * @see TMX 1.4b Specification, LISA OSCAR 2005
 */
export function readTmx(
  document: string,
  pair: { readonly source: Language; readonly target: Language },
): TranslationUnit[] {
  return readWordings(document).units.flatMap(unit => translationUnits(unit, pair));
}

/** The wordings of each unit of a TMX document, in every language; and the language that it was written in, if it says. */
export interface TmxWordings {
  readonly sourceLanguage: string | undefined;
  readonly units: readonly (readonly Wording[])[];
}

/** Reads a TMX document of whatever languages. @throws DiglotError InvalidMemory with the place and what to mend */
export function readWordings(document: string): TmxWordings {
  const root = parseXml(document).find(({ name }) => name === 'tmx');
  if (root === undefined) throw invalidMemory('The translation memory is not TMX: its root is not <tmx>.', exportTmx);
  const body = childrenNamed(root, 'body')[0];
  if (body === undefined) throw invalidMemory('The translation memory has no <body>.', exportTmx, '<tmx>');
  const declared = childrenNamed(root, 'header')[0]?.attributes.get('srclang');
  return {
    sourceLanguage: declared === undefined || declared === '*all*' ? undefined : languageCode(declared),
    units: childrenNamed(body, 'tu').map(readUnit),
  };
}

const exportTmx = 'Export it from your translation tool as TMX 1.4.';

/** A text in one language. */
export interface Wording {
  /** Lower case, as `fr` or `fr-ca`. */
  readonly language: string;
  readonly text: string;
}

function readUnit(unit: XmlElement, index: number): Wording[] {
  const place = `translation unit ${unit.attributes.get('tuid') ?? index + 1}`;
  return childrenNamed(unit, 'tuv').map(variant => readVariant(variant, place));
}

function translationUnits(
  wordings: readonly Wording[],
  pair: { readonly source: Language; readonly target: Language },
): TranslationUnit[] {
  const sources = wordings.filter(wording => isOf(wording, pair.source));
  const targets = wordings.filter(wording => isOf(wording, pair.target));
  const target = targets.find(({ language }) => language === pair.target) ?? targets[0];
  return target === undefined ? [] : sources.map(source => ({ source: source.text, target: target.text }));
}

function readVariant(variant: XmlElement, place: string): Wording {
  const language = variant.attributes.get('xml:lang') ?? variant.attributes.get('lang');
  if (language === undefined) {
    throw invalidMemory('A <tuv> does not name its language.', 'Give it an xml:lang, such as xml:lang="fr".', place);
  }
  const segment = childrenNamed(variant, 'seg')[0];
  if (segment === undefined) throw invalidMemory('A <tuv> has no <seg>.', 'Add its text as <seg>…</seg>.', place);
  return { language: languageCode(language), text: oneLine(segmentText(segment.children)) };
}

function languageCode(written: string): string {
  return written.trim().replaceAll('_', '-').toLowerCase();
}

function isOf({ language, text }: Wording, wanted: Language): boolean {
  return text !== '' && (language === wanted || language.startsWith(`${wanted}-`));
}

/**
 * The words of a segment. `hi` marks words of the sentence; `bpt`, `ept`, `it`, `ph` and `ut` hold the codes of the
 * original format, and in them `sub` the text of another flow, such as a footnote: neither belongs to the sentence.
 */
function segmentText(nodes: readonly XmlNode[]): string {
  return nodes
    .map(node => {
      if (typeof node === 'string') return node;
      return node.name === 'hi' ? segmentText(node.children) : '';
    })
    .join('');
}

/** Line breaks in a segment are those of the XML file's layout, with the indentation around them. */
function oneLine(text: string): string {
  return text.replaceAll(/[\t ]*[\n\r]\s*/gu, ' ').trim();
}

function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element.children).filter(child => child.name === name);
}
