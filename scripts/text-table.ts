import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Language } from '../core/languages.ts';
import { sentencesOf } from '../core/text/sentences.ts';

/**
 * Prints, in Markdown, the hard cases of test/fixtures/sentences.*.json, sentence breaks expected against got:
 * `node scripts/text-table.ts`. docs/text.md holds it.
 */

const CasesSchema = v.array(v.object({ input: v.string(), sentences: v.array(v.string()) }));

interface Row {
  readonly expected: readonly string[];
  readonly got: readonly string[];
  readonly right: boolean;
}

function rowsOf(language: Language): readonly Row[] {
  const file = new URL(`../test/fixtures/sentences.${language}.json`, import.meta.url);
  const cases = v.parse(CasesSchema, JSON.parse(readFileSync(file, 'utf8')));
  return cases.map(({ input, sentences }) => {
    const got = sentencesOf(input, language).map(({ start, end }) => input.slice(start, end));
    return { expected: sentences, got, right: JSON.stringify(got) === JSON.stringify(sentences) };
  });
}

/** Sentences in one cell, a bar where one ends and the next begins. */
function cell(sentences: readonly string[]): string {
  return sentences.map(sentence => sentence.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')).join(' ‖ ');
}

function section(name: string, language: Language): string {
  const rows = rowsOf(language);
  const wrong = rows.filter(({ right }) => !right);
  return [
    `### ${name}: ${rows.length - wrong.length} of ${rows.length} right`,
    '',
    '| sentences (‖ parts them) | |',
    '| --- | --- |',
    ...rows.filter(({ right }) => right).map(({ expected }) => `| ${cell(expected)} | right |`),
    '',
    ...(wrong.length === 0 ? [] : ['Known to be wrong:', '', '| expected | got |', '| --- | --- |']),
    ...wrong.map(({ expected, got }) => `| ${cell(expected)} | ${cell(got)} |`),
    '',
  ].join('\n');
}

/** Sentence breaks, expected against got, of each language. */
export function sentenceTables(): string {
  return [section('French', 'fr'), section('English', 'en')].join('\n');
}

if (import.meta.main) console.log(sentenceTables());
