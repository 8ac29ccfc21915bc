import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { DeskArticleSchema, deskPath, fileNameHeader } from '../../../core/contracts/desk.ts';
import type { RunningSite } from '../running-site.ts';
import { violationsOf } from './accessibility.ts';
import { makingMs } from './library-view.ts';

interface Shown {
  readonly site: RunningSite;
  readonly sampleId: string;
  /** Of an article that was refused. */
  readonly failedId: string;
}

interface View {
  readonly name: string;
  /** Opens it, and waits until all of it is there. */
  readonly open: (page: Page, shown: Shown) => Promise<unknown>;
}

const article = async (page: Page, { site, sampleId }: Shown) => {
  await page.goto(`${site.address}articles/${sampleId}/`);
  await page.waitForSelector('html[data-opened=article]');
};

const dialog = async (page: Page, shown: Shown, key: string) => {
  await article(page, shown);
  await page.keyboard.press(key);
  await page.waitForSelector('dialog[open]');
};

const views: readonly View[] = [
  {
    name: 'the library',
    open: async (page, { site }) => {
      await page.goto(site.address);
      await page.waitForSelector('.entry');
      await page.waitForSelector('.drop');
    },
  },
  {
    name: 'a quote',
    open: async (page, { site }) => {
      await page.goto(site.address);
      await page.waitForSelector('.drop');
      await page.locator('input[type=file]').setInputFiles([
        { name: 'bon.txt', mimeType: 'text/plain', buffer: Buffer.from('Un mot de plus.') },
        { name: 'vide.txt', mimeType: 'text/plain', buffer: Buffer.from(' ') },
      ]);
      await page.waitForSelector('.offer[data-state=quoted]');
      await page.waitForSelector('.offer[data-state=refused]');
    },
  },
  { name: 'an article', open: article },
  {
    name: 'an article that is playing',
    open: async (page, shown) => {
      await article(page, shown);
      await page.keyboard.press('Space');
      await page.waitForSelector('.sentence.current');
    },
  },
  { name: 'the help', open: (page, shown) => dialog(page, shown, '?') },
  { name: 'how one listens and reads', open: (page, shown) => dialog(page, shown, 'o') },
  { name: 'the downloads', open: (page, shown) => dialog(page, shown, 'd') },
  {
    name: 'what is told of an edition',
    open: async (page, shown) => {
      await dialog(page, shown, 'i');
      await page.locator('dialog summary').click();
      await page.waitForSelector('.spoken-log li');
    },
  },
  {
    name: 'an article that failed',
    open: async (page, { site, failedId }) => {
      await page.goto(`${site.address}articles/${failedId}/`);
      await page.waitForSelector('.notice.problem');
    },
  },
  {
    name: 'the embed',
    open: async (page, { site, sampleId }) => {
      await page.goto(`${site.address}embed.html?article=${sampleId}`);
      await page.waitForSelector('.embed-sentences');
    },
  },
  {
    name: 'an article on disk',
    open: async (page, { site }) => {
      await page.goto(pathToFileURL(path.join(await site.sampleFolder, 'index.html')).href);
      await page.waitForSelector('html[data-opened=article]');
    },
  },
  { name: 'the library without its script', open: (page, shown) => withoutScript(page, shown, 'articles/') },
  {
    name: 'an article without its script',
    open: (page, shown) => withoutScript(page, shown, `articles/${shown.sampleId}/`),
  },
];

async function withoutScript(page: Page, { site }: Shown, address: string): Promise<void> {
  await page.route('**/app/player.js', route => route.abort());
  await page.goto(`${site.address}${address}`);
}

/** What holds of each view, in light and dark, on a desk and on a phone. */
export function describeEveryView(site: () => RunningSite): void {
  describe('every view', () => {
    let shown: Shown;
    beforeAll(async () => {
      const sampleId = path.basename(await site().sampleFolder);
      shown = { site: site(), sampleId, failedId: await failedArticle(site()) };
    }, makingMs);

    describe.each(views)('$name', ({ open }) => {
      it.each([
        { colours: 'light', viewport: { width: 1280, height: 900 } },
        { colours: 'dark', viewport: { width: 390, height: 844 } },
      ] as const)('has nothing that axe would complain of in $colours colours', async ({ colours, viewport }) => {
        const { page } = await site().open({ colorScheme: colours, viewport });
        await open(page, shown);
        expect(await violationsOf(page)).toEqual([]);
        await page.context().close();
      });
    });
  });
}

/** Hands in a file without a word, and waits until it has failed. @returns its article's id */
async function failedArticle(site: RunningSite): Promise<string> {
  const { page } = await site.open();
  await page.goto(site.address);
  const answer = await page.evaluate(
    async ([place, header]) => {
      const headers = { [header ?? '']: 'vide.txt', 'content-type': 'application/octet-stream' };
      return (await fetch(place ?? '', { method: 'POST', body: ' ', headers })).text();
    },
    [`/${deskPath}articles`, fileNameHeader],
  );
  const { articleId } = v.parse(DeskArticleSchema, JSON.parse(answer));
  await page.reload();
  await page.waitForSelector(`[data-article="${articleId}"][data-status=failed]`, { timeout: makingMs });
  await page.context().close();
  return articleId;
}
