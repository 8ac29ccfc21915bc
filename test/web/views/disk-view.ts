import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSite } from '../running-site.ts';
import { makingMs } from './library-view.ts';

/** The folder of an edition, opened in a browser that has no network. */
export function describeDisk(site: () => RunningSite): void {
  describe('an edition on disk', () => {
    // Carried somewhere else, where nothing of a library is near, with a name that addresses must escape.
    let folder = '';
    beforeAll(async () => {
      folder = path.join(await mkdtemp(path.join(tmpdir(), 'diglot-disk-')), 'été & œuvre 100 %#1');
      await cp(await site().sampleFolder, folder, { recursive: true });
    }, makingMs);
    afterAll(() => rm(path.dirname(folder), { recursive: true }));

    it('is read along word by word, with sound, and asks for nothing but its own files', async () => {
      const { page, watch } = await site().open({ offline: true });
      await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
      await page.waitForSelector('html[data-opened=article]');
      await page.keyboard.press('Space');
      await page.waitForSelector('[data-sentence=p2s0].current', { timeout: 60_000 });
      const heard = () =>
        page.evaluate(() => Math.max(...Array.from(document.querySelectorAll('audio'), audio => audio.currentTime)));
      await expect.poll(heard, { timeout: 30_000 }).toBeGreaterThan(1);
      const speaking = () => page.locator('[data-sentence=p2s0][lang=fr] .speaking').getAttribute('data-word');
      const first = await speaking();
      await expect.poll(speaking, { timeout: 30_000 }).not.toBe(first);
      const home = pathToFileURL(folder).href;
      expect(watch.requests.filter(address => !address.startsWith(home) && !address.startsWith('data:'))).toEqual([]);
      expect(watch.requests.some(address => address.endsWith('.woff2'))).toBe(true);
      expect(watch.problems).toEqual([]);
      await page.context().close();
    });

    it('offers its downloads beside itself, and leads to no library', async () => {
      const { page } = await site().open({ offline: true });
      await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
      await page.waitForSelector('html[data-opened=article]');
      await page.keyboard.press('d');
      const names = await page
        .locator('dialog a[download]')
        .evaluateAll(all => all.map(one => one.getAttribute('href')));
      expect(names).toContain('article.fr-en.epub');
      expect(await page.locator('a.brand').count()).toBe(0);
      await page.context().close();
    });
  });
}
