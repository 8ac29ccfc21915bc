import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Language, languages } from '../core/languages.ts';
import { readAloud } from '../core/spoken/read-aloud.ts';
import { spokenForm } from '../core/spoken/spoken-form.ts';

/**
 * Prints, in Markdown, what hard sentences should sound like against what they do: `node scripts/spoken-table.ts`.
 * docs/text.md holds it.
 */

const ExpectationsSchema = v.array(
  v.object({ written: v.string(), spoken: v.string(), known: v.exactOptional(v.string()) }),
);

const names: Readonly<Record<Language, string>> = { fr: 'French', en: 'English' };

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;');
}

function tableOf(language: Language): string {
  const file = new URL(`../test/fixtures/spoken.${language}.json`, import.meta.url);
  const expectations = v.parse(ExpectationsSchema, JSON.parse(readFileSync(file, 'utf8')));
  const rows = expectations.map(({ written, spoken, known }) => {
    const sentences = [{ start: 0, end: written.length }];
    const got = readAloud(spokenForm({ text: written, kind: 'text', language, sentences }));
    const isRight = got === spoken;
    const result = isRight ? 'right' : `${cell(got)}${known === undefined ? '' : ` (known: ${cell(known)})`}`;
    return { isRight, line: `| ${cell(written)} | ${cell(spoken)} | ${result} |` };
  });
  const right = rows.filter(({ isRight }) => isRight).length;
  return [
    `### ${names[language]}: ${right} of ${rows.length} right`,
    '',
    '| written | to be said | got |',
    '| --- | --- | --- |',
    ...rows.map(({ line }) => line),
    '',
  ].join('\n');
}

/** Spoken forms, expected against got, of each language. */
export function spokenTables(): string {
  return languages.map(tableOf).join('\n');
}

if (import.meta.main) console.log(spokenTables());
