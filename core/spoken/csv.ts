import { DiglotError } from '../errors.ts';

/** One record: its fields, the line it begins on and the column of each field; both from 1. */
export interface CsvRow {
  readonly fields: readonly string[];
  readonly line: number;
  readonly columns: readonly number[];
}

/**
 * Reads CSV as RFC 4180 has it: comma, double quotes, `""` for a quote within; any line end; blank lines are left out.
 * @throws DiglotError InvalidConfiguration, with line and column, for a stray or unclosed quote
 */
export function parseCsv(csv: string, place: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const text = csv.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/gu, '\n');
  const field = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/uy;
  let row = { fields: [''].slice(1), columns: [0].slice(1), line: 1 };
  let line = 1;
  let lineStart = 0;
  for (let at = 0; at <= text.length; at = field.lastIndex) {
    field.lastIndex = at;
    const match = field.exec(text);
    const column = at - lineStart + 1;
    if (match === null) throw invalidQuote(place, line, column);
    const [whole, quoted, bare, end] = match;
    row.fields.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    row.columns.push(column);
    line += (whole.match(/\n/gu) ?? []).length;
    if (whole.includes('\n')) lineStart = at + whole.lastIndexOf('\n') + 1;
    if (end === ',') continue;
    if (row.fields.length > 1 || row.fields[0] !== '') rows.push(row);
    row = { fields: [], columns: [], line };
    if (end === '') break;
  }
  return rows;
}

function invalidQuote(place: string, line: number, column: number): DiglotError {
  return new DiglotError({
    code: 'InvalidConfiguration',
    message: 'A quotation mark opens a field and does not close it, or stands within one.',
    place: `${place}, line ${line}, column ${column}`,
    remedy: 'Put the whole field in double quotes and write each quotation mark within it twice.',
  });
}
