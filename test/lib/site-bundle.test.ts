import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleSite, fontsPrefix } from '../../lib/site-bundle.ts';
import { handler } from '../../lib/viewer-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'diglot-site-bundle-'));
const { pages, fonts } = bundleSite(folder);
const filesIn = (place: string, prefix = '') =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `/${prefix}${join(entry.parentPath, entry.name).slice(place.length + 1)}`);
const files = [...filesIn(pages), ...filesIn(fonts, `${fontsPrefix}/`)];
const text = (file: string) => readFileSync(join(pages, file), 'utf8');

afterAll(() => rmSync(folder, { recursive: true }));

describe('the site', () => {
  it('is three pages, a script, a style, and letters that are named by their content', () => {
    const letters = files.filter(file => file.startsWith(`/${fontsPrefix}/`));
    expect(files.filter(file => !letters.includes(file)).sort()).toEqual([
      '/404.html',
      '/app/player.css',
      '/app/player.js',
      '/embed.html',
      '/index.html',
    ]);
    expect(letters.length).toBeGreaterThan(0);
    for (const file of letters) expect(file).toMatch(/-[0-9A-Z]{8}\.woff2$/u);
  });

  it('is all of it served', () => {
    for (const uri of files) expect(handler({ request: { uri } })).toEqual({ uri });
  });

  it('refers to nothing that it has not, and to no other site', () => {
    const found = ['index.html', 'embed.html', '404.html'].flatMap(page =>
      [...text(page).matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, address = '']) => address),
    );
    // What lies in the library is held by test/local/delivery.
    const own = found.filter(address => !/^\/(?:$|feeds\/|articles\/$)/u.test(address));
    expect(own.length).toBeGreaterThan(0);
    for (const address of own) expect(files).toContain(address);
    const letters = [...text('app/player.css').matchAll(/url\(["']?([^"')]+)["']?\)/gu)].map(
      ([, address = '']) => address,
    );
    for (const address of letters.filter(one => !one.startsWith('data:')))
      expect(files).toContain(new URL(address, 'http://site/app/player.css').pathname);
  });

  it('has one classic script, which a page from disk runs too, of less than 60 kB as it is sent', () => {
    const script = text('app/player.js');
    expect(script).not.toMatch(/^\s*(?:import|export)\b/mu);
    expect(script).not.toMatch(/\beval\(|\bnew Function\(/u);
    expect(gzipSync(script).length).toBeLessThan(60_000);
  });

  it('has neither style nor script inside its pages, which the policy would not run', () => {
    for (const page of ['index.html', 'embed.html', '404.html'])
      expect(text(page)).not.toMatch(/<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=/iu);
  });
});
