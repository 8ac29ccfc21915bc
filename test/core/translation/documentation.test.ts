import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { translationWarningCatalogue } from '../../../core/translation/warnings.ts';

it('docs/translation.md has every warning of the guard, with its meaning', () => {
  const page = readFileSync(new URL('../../../docs/translation.md', import.meta.url), 'utf8');
  const rows = page.matchAll(/^\| `(\w+)` \| (.+) \|$/gmu);
  expect(Object.fromEntries(Array.from(rows, ([, code, meaning]) => [code, meaning]))).toEqual(
    translationWarningCatalogue,
  );
});
