import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../core/errors.ts';
import { SettingsSchema } from '../core/settings.ts';
import { editionJsonSchema } from './support/edition-json-schema.ts';

function doc(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
}

const byName = (a = '', b = '') => a.localeCompare(b);

describe('the documentation', () => {
  it('names every error, whose move it is, and how often it is tried', () => {
    const rows = doc('errors.md').matchAll(/^\| `(\w+)` \| (yours|the service's) \| (\d+) \|/gmu);
    const documented = Array.from(rows, ([, code, move, attempts]) => [code, move, Number(attempts)]);
    const known = Object.entries(errorCatalogue).map(([code, { fault, attempts }]) => [
      code,
      fault === 'input' ? 'yours' : "the service's",
      attempts,
    ]);
    expect(new Set(documented)).toEqual(new Set(known));
    expect(documented).toHaveLength(known.length);
  });

  it('has the JSON Schema that the types give (npm run schema writes it)', () => {
    expect(doc('edition.schema.json')).toBe(editionJsonSchema());
  });

  it('names every setting', () => {
    const page = doc('configuration.md');
    for (const setting of Object.keys(SettingsSchema.entries)) expect(page).toContain(`| \`${setting}`);
  });

  it('gives every dependency its reason, and no other', () => {
    const { dependencies, devDependencies, optionalDependencies }: Record<string, Record<string, string> | undefined> =
      JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const documented = Array.from(doc('dependencies.md').matchAll(/^\| `([^`]+)` \|/gmu), ([, name]) => name);
    expect(documented.toSorted(byName)).toEqual(used.toSorted(byName));
  });
});
