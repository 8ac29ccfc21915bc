import { DiglotError } from '../errors.ts';
import { terminologyLimits } from '../limits.ts';
import { readWordings } from '../memory/tmx.ts';
import { parseCsv } from '../spoken/csv.ts';
import type { TerminologyFormat, TermList } from './terminology.ts';

/** The format that a file's name says. */
export function terminologyFormatOf(name: string): TerminologyFormat | undefined {
  const [, extension = ''] = /\.(csv|tsv|tmx)$/iu.exec(name) ?? [];
  const formats: Readonly<Record<string, TerminologyFormat>> = { csv: 'CSV', tsv: 'TSV', tmx: 'TMX' };
  return formats[extension.toLowerCase()];
}

/**
 * Reads a file of terms. CSV and TSV begin with a row of language codes, the source language first; a row is a term. Of
 * terms with the same source the first counts.
 * @throws DiglotError InvalidTerminology with the place and what to mend
 * @see Amazon Translate Developer Guide, Creating a custom terminology
 */
export function readTerminology(bytes: Uint8Array, format: TerminologyFormat): TermList {
  const { maxFileBytes } = terminologyLimits;
  if (bytes.length > maxFileBytes) {
    throw invalid(`The file has ${bytes.length} bytes; at most ${maxFileBytes} are taken.`, 'Leave some terms out.');
  }
  const text = decode(bytes);
  const { languages, rows } = format === 'TMX' ? readTmxRows(text) : readTable(tableRows(text, format));
  checkLanguages(languages);
  return listOf(languages, rows);
}

/** Texts in the order of the languages, empty where there is none. */
interface Row {
  readonly texts: readonly string[];
  readonly place: string;
}

interface Table {
  readonly languages: readonly string[];
  readonly rows: readonly Row[];
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('The file is not UTF-8.', 'Save it as UTF-8; spreadsheets call it “CSV UTF-8”.');
  }
}

function tableRows(text: string, format: 'CSV' | 'TSV'): Row[] {
  if (format === 'CSV') return renamed(() => parseCsv(text, 'the file')).map(({ fields, line }) => row(fields, line));
  const lines = text.split(/\r\n|[\r\n]/u).map((line, index) => row(line.split('\t'), index + 1));
  return lines.filter(({ texts }) => texts.some(field => field !== ''));
}

function row(fields: readonly string[], line: number): Row {
  return { texts: fields.map(field => field.trim()), place: `line ${line}` };
}

function readTable([header, ...rows]: readonly Row[]): Table {
  const languages = header?.texts.map(languageCode) ?? [];
  for (const { texts, place } of rows) {
    if (texts.length === languages.length) continue;
    const counts = `${texts.length} fields, and the first line ${languages.length}`;
    throw invalid(`The row has ${counts}.`, 'Give every row as many; put a text with commas in double quotes.', place);
  }
  return { languages, rows };
}

function readTmxRows(text: string): Table {
  const { sourceLanguage, units } = renamed(() => readWordings(text));
  const first = sourceLanguage ?? units[0]?.[0]?.language;
  const found = new Set([...(first === undefined ? [] : [first]), ...units.flat().map(({ language }) => language)]);
  const languages = [...found];
  const rows = units.map((unit, index) => ({
    texts: languages.map(language => unit.find(wording => wording.language === language)?.text ?? ''),
    place: `translation unit ${index + 1}`,
  }));
  return { languages, rows };
}

/** The readers that we borrow name files of their own. */
function renamed<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiglotError)) throw error;
    throw invalid(error.message.replaceAll('translation memory', 'terminology'), error.remedy, error.place);
  }
}

function languageCode(written: string): string {
  return written.replaceAll('_', '-').toLowerCase();
}

function checkLanguages(languages: readonly string[]): asserts languages is readonly [string, ...string[]] {
  const { maxTargetLanguages } = terminologyLimits;
  const wrong = languages.find(language => !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/u.test(language));
  const remedy = 'Begin with a row such as: fr,en';
  if (wrong !== undefined) throw invalid(`“${wrong}” is not the code of a language.`, remedy, 'line 1');
  if (languages.length < 2) throw invalid('It names fewer than two languages.', remedy, 'line 1');
  if (new Set(languages).size < languages.length) throw invalid('It names a language twice.', remedy, 'line 1');
  if (languages.length - 1 <= maxTargetLanguages) return;
  const counts = `${languages.length - 1} target languages; at most ${maxTargetLanguages} are taken`;
  throw invalid(`It names ${counts}.`, 'Split it into several files.', 'line 1');
}

function listOf(languages: readonly [string, ...string[]], rows: readonly Row[]): TermList {
  const entries = new Map<string, ReadonlyMap<string, string>>();
  let skipped = 0;
  for (const { texts, place } of rows) {
    const entry = new Map(languages.map((language, index) => [language, texts[index] ?? '']));
    for (const text of entry.values()) checkTerm(text, place);
    for (const [language, text] of entry) if (text === '') entry.delete(language);
    const source = entry.get(languages[0]);
    if (source === undefined) throw invalid('The term has no source.', 'Fill its first field, or remove it.', place);
    if (entries.has(source)) skipped += 1;
    else entries.set(source, entry);
  }
  if (entries.size === 0) throw invalid('It has no terms.', 'Add a row for each term.');
  return { languages, entries: [...entries.values()], skipped };
}

const encoder = new TextEncoder();

function checkTerm(text: string, place: string): void {
  const bytes = encoder.encode(text).length;
  const { maxTermBytes } = terminologyLimits;
  if (bytes <= maxTermBytes) return;
  throw invalid(
    `A term has ${bytes} bytes; at most ${maxTermBytes} are taken.`,
    'Shorten it: a term is a few words.',
    place,
  );
}

function invalid(message: string, remedy: string, place?: string): DiglotError {
  return new DiglotError({ code: 'InvalidTerminology', message, ...(place === undefined ? {} : { place }), remedy });
}
