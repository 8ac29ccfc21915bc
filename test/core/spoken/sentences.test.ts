import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../core/languages.ts';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';

/** `known` says why a sentence is not read right yet. */
const ExpectationsSchema = v.array(
  v.object({ written: v.string(), spoken: v.string(), known: v.exactOptional(v.string()) }),
);

const atLeast = { fr: { sentences: 60, right: 57 }, en: { sentences: 30, right: 28 } };

describe.each(languages)('hard sentences in %s', language => {
  const file = new URL(`../../fixtures/spoken.${language}.json`, import.meta.url);
  const expectations = v.parse(ExpectationsSchema, JSON.parse(readFileSync(file, 'utf8')));

  it.each(expectations)('$written', ({ written, spoken, known }) => {
    const sentences = [{ start: 0, end: written.length }];
    const got = readAloud(spokenForm({ text: written, kind: 'text', language, sentences }));
    if (known === undefined) expect(got).toBe(spoken);
    else expect(got, 'no longer known as wrong: drop the mark').not.toBe(spoken);
  });

  it('are enough, and hardly any is known to be read wrong', () => {
    expect(expectations.length).toBeGreaterThanOrEqual(atLeast[language].sentences);
    const right = expectations.filter(({ known }) => known === undefined).length;
    expect(right).toBeGreaterThanOrEqual(atLeast[language].right);
  });
});
