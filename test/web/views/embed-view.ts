import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listeningPort } from '../../../local/http/server.ts';
import type { PageWatch } from '../page-watch.ts';
import type { RunningSite } from '../running-site.ts';
import { makingMs } from './library-view.ts';

/** The small player in a page of somebody else. */
export function describeEmbed(site: () => RunningSite): void {
  describe('the embed', () => {
    let publisher: Publisher;
    let articleId = '';
    beforeAll(async () => {
      publisher = await startPublisher();
      const manifest: unknown = JSON.parse(
        await readFile(path.join(await site().sampleFolder, 'edition.json'), 'utf8'),
      );
      articleId = String(Reflect.get(Object(Reflect.get(Object(manifest), 'article')), 'id'));
    }, makingMs);
    afterAll(() => publisher.close());

    /** The publisher's page with a frame of ours. */
    async function framed(ours: string): Promise<{ page: Page; frame: Frame; watch: PageWatch }> {
      const { page, watch } = await site().open();
      await page.goto(`${publisher.address}?${new URLSearchParams({ src: new URL(ours, site().address).href })}`);
      const handle = await page.waitForSelector('iframe');
      const frame = await handle.contentFrame();
      if (frame === null) throw new Error('The frame has no page.');
      return { page, frame, watch };
    }

    it('plays in a page of another origin, and shows what it says in both languages', async () => {
      const { page, frame, watch } = await framed(`embed.html?article=${articleId}`);
      await frame.getByRole('button', { name: 'Play' }).click();
      const position = frame.getByRole('slider', { name: 'Position' });
      await expect.poll(async () => Number(await position.inputValue()), { timeout: 30_000 }).toBeGreaterThan(1_500);
      await frame.waitForSelector('[data-phase=playing]');
      expect(await frame.locator('.embed-sentences p').count()).toBe(2);
      expect(await frame.locator('.embed-sentences .spoken').getAttribute('lang')).toBe('fr');
      expect(watch.problems).toEqual([]);
      await page.context().close();
    });

    it('goes on in the other language at the same sentence', async () => {
      const { page, frame } = await framed(`embed.html?article=${articleId}`);
      await frame.getByRole('slider', { name: 'Position' }).fill('40000');
      const both = () => frame.locator('.embed-sentences p').allInnerTexts();
      await expect.poll(both).not.toEqual(['Réseaux sociaux', 'Social media']);
      const before = await both();
      await frame.getByRole('button', { name: 'English' }).click();
      expect(await both()).toEqual(before);
      expect(await frame.locator('.embed-sentences .spoken').getAttribute('lang')).toBe('en');
      await page.context().close();
    });

    it('begins in the language that is asked for, and leads to the full page in a tab of its own', async () => {
      const { page, frame } = await framed(`embed.html?article=${articleId}&lang=en`);
      const title = frame.locator('.embed-title');
      await expect.poll(() => title.getAttribute('lang')).toBe('en');
      expect(await title.getAttribute('target')).toBe('_blank');
      expect(await title.getAttribute('rel')).toBe('noopener');
      expect(await title.getAttribute('href')).toBe(`/articles/${articleId}/`);
      await page.context().close();
    });

    it.each(['..%2f..%2fx-0a1b2c', 'nobody-0a1b2c', '%3Cscript%3E-0a1b2c', ''])(
      'of %j, which is no article, says so and no more',
      async id => {
        const { page, frame, watch } = await framed(`embed.html?article=${id}`);
        await expect.poll(() => frame.locator('.embed p').innerText()).toBe('There is no such article.');
        const asked = watch.requests.filter(address => address.includes('edition.json'));
        expect(asked).toEqual(id === 'nobody-0a1b2c' ? [`${site().address}articles/nobody-0a1b2c/edition.json`] : []);
        await page.context().close();
      },
    );

    it('is the only page that lets itself be framed', async () => {
      for (const address of ['', 'articles/', `articles/${articleId}/`, '404.html', 'index.html']) {
        const { page, frame, watch } = await framed(address);
        await expect.poll(() => watch.problems.join('\n')).toMatch(/frame-ancestors|X-Frame-Options/iu);
        expect(await frame.locator('main').count()).toBe(0);
        await page.context().close();
      }
    });
  });
}

interface Publisher {
  readonly address: string;
  close(): Promise<void>;
}

/** A server of another origin, with a page that frames what its query says. */
async function startPublisher(): Promise<Publisher> {
  const server: Server = createServer((request, response) => {
    const src = new URL(request.url ?? '/', 'http://localhost').searchParams.get('src') ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(`<!DOCTYPE html><title>A publisher</title><link rel="icon" href="data:,">
<iframe src="${src.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" allow="autoplay" title="Listen" width="680" height="260"></iframe>`);
  });
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${listeningPort(server)}/`,
    close: () => new Promise(resolve => void server.close(() => resolve())),
  };
}
