import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArticlePage } from '../support/article-page.ts';
import { startBrowser } from '../support/browser.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const article = `Le pont neuf

Le vieux pont était fermé depuis deux ans. Les habitants faisaient un long détour.

Le nouveau pont ouvre ce matin. Il est plus large et plus solide. Les enfants le traversent en courant.

Le maire coupe le ruban. La fanfare joue.
`;

let cloud: CountingCloud;
let browser: Browser;
/** Translations wait for this. */
let release: () => void = () => undefined;
const released = new Promise<void>(resolve => {
  release = resolve;
});

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openCountingCloud({ beforeAnswer: () => released }), startBrowser()]);
});
afterAll(async () => {
  release();
  await browser.close();
  await cloud.close();
});

it('an article in the making is read and played as it grows, and becomes the final edition without losing the place', async () => {
  const upload = await cloud.upload('pont.txt', article);
  const address = new URL(`articles/${upload.articleId}/`, cloud.player).href;
  await expect.poll(async () => (await fetch(address)).status, { timeout: 60_000 }).toBe(200);
  const opened = await openArticlePage(browser, address);
  const { page, until, problems } = opened;
  // French is there; English is not.
  await page.getByText('Being translated…').first().waitFor();
  await page.getByText('This edition is being made.').waitFor();
  await page.keyboard.press('k');
  await until(({ clip, language }) => clip !== '' && language === 'fr');
  await page.keyboard.press('2');
  await page.locator('.status', { hasText: 'The next paragraph is being made.' }).waitFor();
  expect((await opened.now()).clip).toBe('');

  release();
  const english = await until(({ clip, language, ms }) => clip !== '' && language === 'en' && ms > 50);
  expect(english.sentence).toMatch(/^p[01]s0$/u);
  await page.getByText('They say: Le nouveau pont ouvre ce matin.').waitFor();

  const edition = await cloud.edition(upload);
  await opened.startRecord();
  // The notice goes with the final manifest; its downloads are there.
  await page.getByText('This edition is being made.').waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  const moments = await opened.stopRecord();
  const places = moments.filter(({ clip }) => clip !== '').map(({ clip, ms }) => ({ clip, ms }));
  // Another clip begins at its own beginning, some milliseconds before the page marks its sentence.
  const wentBack = places.filter(({ clip, ms }, index) => {
    const before = places[index - 1];
    return before !== undefined && before.clip === clip && ms < before.ms - 1;
  });
  expect(places.length).toBeGreaterThan(0);
  expect(wentBack).toEqual([]);
  await page.keyboard.press('d');
  const links = page.getByRole('dialog').getByRole('link');
  await links.first().waitFor();
  expect(await links.count()).toBe(edition.downloads.length);
  // What is not there yet is asked for, and the console tells of each answer.
  expect(problems.filter(problem => !problem.includes('/work/'))).toEqual([]);
  await opened.close();
}, 300_000);

it('a refused article says why, where, and what to do', async () => {
  const upload = await cloud.upload('vide.txt', ' \n\n ');
  const address = new URL(`articles/${upload.articleId}/`, cloud.player).href;
  await expect.poll(async () => (await fetch(address)).status, { timeout: 60_000 }).toBe(200);
  const { page, problems, close } = await openArticlePage(browser, address);
  const notice = page.locator('.notice.problem');
  expect(await notice.getByRole('heading').textContent()).toBe('EmptyArticle');
  expect(await notice.textContent()).toContain('What to do:');
  expect(problems).toEqual([]);
  await close();
}, 300_000);
