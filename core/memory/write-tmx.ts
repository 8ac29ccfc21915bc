import type { Language } from '../languages.ts';
import { attributesText, escapedText } from '../markup.ts';
import type { TranslationUnit } from './memory.ts';

/** What a TMX document says of its making. */
export interface TmxDocument {
  readonly source: Language;
  readonly target: Language;
  readonly units: readonly TmxUnit[];
  /** Who made the translations (`creationid`). */
  readonly author?: string;
  /** For whoever opens the file in a translation tool. */
  readonly note?: string;
}

export interface TmxUnit extends TranslationUnit {
  /** Stable name of the unit (`tuid`), such as a sentence's id. */
  readonly id?: string;
  /** `prop` elements; names by convention begin with `x-`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/**
 * A TMX 1.4b document that readTmx, and translation tools, read. Characters that XML can not hold are left out.
 * @see TMX 1.4b Specification, LISA OSCAR 2005
 */
export function writeTmx(tmx: TmxDocument): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    '<tmx version="1.4">',
    ...headerLines(tmx),
    '  <body>',
    ...tmx.units.flatMap(unit => unitLines(unit, tmx)),
    '  </body>',
    '</tmx>',
  ];
  return `${lines.join('\n')}\n`;
}

function headerLines({ source, author, note }: TmxDocument): string[] {
  const attributes = attributesText({
    creationtool: 'diglot',
    creationtoolversion: '1',
    segtype: 'sentence',
    'o-tmf': 'diglot',
    adminlang: 'en',
    srclang: source,
    datatype: 'plaintext',
    creationid: author,
  });
  if (note === undefined) return [`  <header${attributes}/>`];
  return [`  <header${attributes}>`, `    <note>${escapedText(note)}</note>`, '  </header>'];
}

/** One `<tu>`, as writeTmx writes it. Ends in a new line. */
export function writeUnit(unit: TmxUnit, pair: Pick<TmxDocument, 'source' | 'target'>): string {
  return `${unitLines(unit, pair).join('\n')}\n`;
}

function unitLines(unit: TmxUnit, { source, target }: Pick<TmxDocument, 'source' | 'target'>): string[] {
  const properties = Object.entries(unit.properties ?? {});
  return [
    `    <tu${attributesText({ tuid: unit.id })}>`,
    ...properties.map(([type, value]) => `      <prop${attributesText({ type })}>${escapedText(value)}</prop>`),
    variantLine(source, unit.source),
    variantLine(target, unit.target),
    '    </tu>',
  ];
}

function variantLine(language: Language, text: string): string {
  return `      <tuv xml:lang="${language}"><seg>${escapedText(text)}</seg></tuv>`;
}
