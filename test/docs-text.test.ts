import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { warningCatalogue } from '../core/text/warnings.ts';
import { translationWarningCatalogue } from '../core/translation/warnings.ts';
import { spokenTables } from '../scripts/spoken-table.ts';
import { textDoc } from '../scripts/text-doc.ts';
import { sentenceTables } from '../scripts/text-table.ts';

function doc(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
}

/** `### French: 75 of 77 right`, of each language. */
function scores(tables: string): { language: string; right: number; all: number }[] {
  return Array.from(tables.matchAll(/^### (\w+): (\d+) of (\d+) right$/gmu), ([, language = '', right, all]) => {
    return { language, right: Number(right), all: Number(all) };
  });
}

const spoken = spokenTables();
const breaks = sentenceTables();

describe('docs/text.md', () => {
  it('is what the rules give (npm run docs:text writes it)', () => {
    expect(doc('text.md')).toBe(textDoc());
  });

  it.each([
    ['sentence breaks', breaks],
    ['spoken forms', spoken],
  ])('shows 95 of 100 hard French sentences and 93 English right, of at least 60 and 30: %s', (_, tables) => {
    const [french, english, ...more] = scores(tables);
    expect([french?.language, english?.language, more]).toEqual(['French', 'English', []]);
    expect(french?.all).toBeGreaterThanOrEqual(60);
    expect(english?.all).toBeGreaterThanOrEqual(30);
    expect((french?.right ?? 0) / (french?.all ?? 1)).toBeGreaterThanOrEqual(57 / 60);
    expect((english?.right ?? 0) / (english?.all ?? 1)).toBeGreaterThanOrEqual(28 / 30);
  });

  it('lists what is not right as known', () => {
    const rows = [...spoken.matchAll(/^\| .* \|$/gmu)]
      .map(([row]) => row)
      .filter(row => !/^\| (?:-|written)/u.test(row));
    const wrong = rows.filter(row => !row.endsWith('| right |'));
    expect(wrong.filter(row => !/\(known: [^)]+\) \|$/u.test(row))).toEqual([]);
    expect(wrong).toHaveLength(scores(spoken).reduce((sum, { right, all }) => sum + all - right, 0));
    const wrongBreaks = scores(breaks).filter(({ right, all }) => right < all);
    expect(breaks.split('Known to be wrong:')).toHaveLength(1 + wrongBreaks.length);
  });
});

describe('docs/errors.md', () => {
  it('names every warning, with what it is about and its meaning', () => {
    const rows = doc('errors.md').matchAll(/^\| `(\w+)` \| (reading|translation) \| (.+) \|$/gmu);
    const documented = Array.from(rows, ([, code, about, meaning]) => [code, about, meaning]);
    expect(documented).toEqual([
      ...Object.entries(warningCatalogue).map(([code, meaning]) => [code, 'reading', meaning]),
      ...Object.entries(translationWarningCatalogue).map(([code, meaning]) => [code, 'translation', meaning]),
    ]);
  });
});
