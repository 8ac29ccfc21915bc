import { DiglotError } from '../errors.ts';
import { plainOf } from './audible.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import type { Claims, Substitution } from './rules.ts';

/** A user's own readings: written → spoken, whole words. */
export interface Lexicon {
  readonly entries: readonly LexiconEntry[];
}

export interface LexiconEntry {
  readonly written: string;
  readonly spoken: string;
}

/** Characters of one side of an entry. */
export const maxLexiconCharacters = 200;

/**
 * Reads `written,spoken` in CSV (RFC 4180, UTF-8, with or without BOM): a header, then an entry a line. Later entries
 * for the same word win.
 * @param place the file, for messages
 * @throws DiglotError InvalidConfiguration, with line and column
 */
export function parseLexicon(csv: string, place: string): Lexicon {
  const [header, ...rows] = parseCsv(csv, place);
  if (header === undefined || header.fields.join(',') !== 'written,spoken') {
    throw invalid(place, header?.line ?? 1, 1, 'The header is not "written,spoken".');
  }
  return { entries: rows.map(row => entryOf(row, place)) };
}

function entryOf({ fields, line, columns }: CsvRow, place: string): LexiconEntry {
  const [written, spoken] = fields.map(field => field.trim());
  if (written === undefined || spoken === undefined || fields.length !== 2) {
    throw invalid(place, line, columns[2] ?? 1, `A line has ${fields.length} fields in place of 2.`);
  }
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(written))
    throw invalid(place, line, columns[0] ?? 1, 'The written form is empty.');
  for (const [index, field] of [written, spoken].entries()) {
    if (field.length <= maxLexiconCharacters) continue;
    const message = `A field has ${field.length} characters; at most ${maxLexiconCharacters} are taken.`;
    throw invalid(place, line, columns[index] ?? 1, message);
  }
  return { written, spoken };
}

function invalid(place: string, line: number, column: number, message: string): DiglotError {
  return new DiglotError({
    code: 'InvalidConfiguration',
    message,
    place: `${place}, line ${line}, column ${column}`,
    remedy: 'Write a header "written,spoken", then one pair a line; put a field with a comma in double quotes.',
  });
}

/** Entries by the first word of their written form, so that a long lexicon costs no more than a short one. */
type EntryIndex = ReadonlyMap<string, readonly LexiconEntry[]>;

const indexes = new WeakMap<Lexicon, EntryIndex>();

function indexOf(lexicon: Lexicon): EntryIndex {
  const known = indexes.get(lexicon);
  if (known !== undefined) return known;
  const byWritten = new Map(lexicon.entries.map(entry => [plainOf(entry.written), entry.spoken]));
  const index = new Map<string, LexiconEntry[]>();
  for (const [written, spoken] of byWritten) {
    const first = written.match(unit)?.[0].toLowerCase() ?? '';
    const entries = index.get(first) ?? [];
    entries.push({ written, spoken });
    index.set(first, entries);
  }
  for (const entries of index.values()) entries.sort((a, b) => b.written.length - a.written.length);
  indexes.set(lexicon, index);
  return index;
}

/** A word, or one other character. */
const unit = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}\s]/u;
const units = new RegExp(unit, 'gu');

/**
 * Finds the lexicon's words: whole words only; at one place the longest with the same capitals, else the longest.
 * @param plain see audible.ts
 */
export function lexiconSubstitutions(lexicon: Lexicon, plain: string, claims: Claims): Substitution[] {
  const index = indexOf(lexicon);
  const found: Substitution[] = [];
  for (const { 0: first, index: start } of plain.matchAll(units)) {
    const candidates = index.get(first.toLowerCase())?.filter(({ written }) => isWholeAt(plain, start, written));
    if (candidates === undefined) continue;
    const entry =
      candidates.find(({ written }) => plain.startsWith(written, start)) ??
      candidates.find(({ written }) => sameLetters(plain.slice(start, start + written.length), written));
    if (entry === undefined) continue;
    const end = start + entry.written.length;
    if (claims.claim(start, end)) found.push({ start, end, spoken: entry.spoken });
  }
  return found;
}

function isWholeAt(plain: string, start: number, written: string): boolean {
  const end = start + written.length;
  const joins = (at: number) => /[\p{L}\p{N}\p{M}]{2}/u.test(plain.slice(at - 1, at + 1));
  return !(start > 0 && joins(start)) && !(end < plain.length && joins(end));
}

function sameLetters(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
