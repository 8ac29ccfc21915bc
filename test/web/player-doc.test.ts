import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../web/article/commands.ts';
import { articleWords } from '../../web/words/article.ts';

const page = readFileSync(new URL('../../docs/player.md', import.meta.url), 'utf8');

const written: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  'Shift+ArrowRight': 'Shift →',
  'Shift+ArrowLeft': 'Shift ←',
};

/** Keys of the library's page; they are held by the tests of that. */
const ofTheLibrary = ['/', 'Escape'];

describe('docs/player.md', () => {
  const [, section = ''] = page.split('## Keys');
  const rows = Array.from(
    (section.split('\n## ')[0] ?? '').matchAll(/^\| (`.+`) \| (.+) \|$/gmu),
    ([, keys, does]) => ({
      keys: Array.from((keys ?? '').matchAll(/`([^`]+)`/gu), ([, key]) => key ?? ''),
      does: (does ?? '').toLowerCase(),
    }),
  );

  it('lists every key, and none that does nothing', () => {
    const known = commands.flatMap(({ keys }) => keys.map(key => written[key] ?? key));
    expect(rows.flatMap(({ keys }) => keys).sort()).toEqual([...known, ...ofTheLibrary].sort());
  });

  it('says of each key what the help on the page says', () => {
    for (const { keys, name } of commands) {
      const [key = ''] = keys;
      const row = rows.find(other => other.keys.includes(written[key] ?? key));
      const words = name(articleWords.en)
        .toLowerCase()
        .split(/[^a-z0-9]+/u)
        .filter(word => word.length > 3);
      expect({ key, does: words.filter(word => row?.does.includes(word) !== true) }).toEqual({ key, does: [] });
    }
  });

  it('shows pictures that are there', () => {
    const pictures = Array.from(page.matchAll(/\]\((screenshots\/[^)]+)\)/gu), ([, name]) => name ?? '');
    expect(pictures.length).toBeGreaterThan(5);
    const missing = pictures.filter(name => !existsSync(new URL(`../../docs/${name}`, import.meta.url)));
    expect(missing).toEqual([]);
  });
});
