import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../../core/edition/schema.ts';
import { type ArticlePage, type ArticlePageOptions, openArticlePage } from '../support/article-page.ts';
import { startBrowser } from '../support/browser.ts';
import type { ShownElement } from '../support/moment.ts';
import { type CountingCloud, openCountingCloud } from './counting-cloud.ts';

const sentence = 'Le vent se lève sur la mer, et les bateaux rentrent au port avant la nuit.';
const article = ['La tempête', ...Array.from({ length: 14 }, () => `${sentence} ${sentence}`)].join('\n\n');

/** On a machine that does much else, the cloud and its voice take a while. */
const makingMs = 300_000;

let cloud: CountingCloud;
let browser: Browser;
let edition: Edition;
let address: string;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openCountingCloud(), startBrowser()]);
  edition = await cloud.make('tempête.txt', article);
  address = new URL(`articles/${edition.article.id}/`, cloud.player).href;
}, makingMs);
afterAll(async () => {
  await browser.close();
  await cloud.close();
});

async function withPage(use: (page: ArticlePage) => Promise<void>, options: ArticlePageOptions = {}): Promise<void> {
  const page = await openArticlePage(browser, address, options);
  try {
    await use(page);
    expect(page.problems).toEqual([]);
  } finally {
    await page.close();
  }
}

function isOver(one: ShownElement, other: ShownElement): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

describe('by keys alone', () => {
  it('the help lists every command, Escape closes it, and the focus is back where it was', async () => {
    await withPage(async ({ page }) => {
      await page.keyboard.press('?');
      const dialog = page.getByRole('dialog', { name: 'Keys' });
      await dialog.waitFor();
      const keys = await dialog.locator('kbd').allTextContents();
      expect(keys).toEqual(
        expect.arrayContaining(['Space', '←', '→', 'Shift ←', 'J', 'L', 'F', '1', '4', 'R', '+', 'S', '?']),
      );
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      // A key that the dialog had kept for itself works again.
      await page.keyboard.press('i');
      await page.getByRole('dialog', { name: 'About this edition' }).waitFor();
    });
  });

  it('one plays and pauses, goes by sentences and paragraphs, and changes language, speed and repetition', async () => {
    await withPage(async ({ page, until, now }) => {
      await page.keyboard.press('Space');
      await until(({ clip }) => clip !== '');
      await page.keyboard.press('Space');
      expect(await until(({ clip }) => clip === '')).toMatchObject({ sentence: 'p0s0', language: 'fr' });
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await now()).toMatchObject({ sentence: 'p1s1', counterpart: 'p1s1', language: 'fr' });
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('f');
      expect(await now()).toMatchObject({ sentence: 'p1s0', language: 'en' });
      await page.keyboard.press('r');
      expect(await page.getByRole('button', { name: 'Repeat the sentence' }).getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('-');
      expect(await page.locator('.bar .steps .figure').textContent()).toBe('0.9 ×');
      await page.keyboard.press('3');
      expect(await page.getByRole('radio', { name: 'Both, by paragraph' }).isChecked()).toBe(true);
    });
  });

  it('every control is reached by Tab, and Enter on the button plays', async () => {
    await withPage(async ({ page, until }) => {
      const names: string[] = [];
      for (let press = 0; press < 40; press += 1) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate<string>(
          'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
        );
        names.push(name);
        if (name === 'Play') break;
      }
      expect(names).toEqual(expect.arrayContaining(['Diglot', 'Downloads', 'Position', 'Previous sentence', 'Play']));
      await page.keyboard.press('Enter');
      await until(({ clip }) => clip !== '');
    });
  });

  it('one copies a link to the sentence, which opens there', async () => {
    await withPage(
      async ({ page, now }) => {
        for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowRight', 'f', 'c'])
          await page.keyboard.press(key);
        await page.getByText('The link to this sentence is copied.').waitFor();
        const link = await page.evaluate<string>('navigator.clipboard.readText()');
        expect(link).toBe(`${address}#p=2&s=1&lang=en`);
        await page.evaluate('localStorage.clear()');
        await page.goto('about:blank');
        await page.goto(link);
        await page.waitForSelector('.sentence.current');
        expect(await now()).toMatchObject({ sentence: 'p2s1', language: 'en' });
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });
});

describe('the page', () => {
  it('follows the voice, yields to the reader, and comes back when asked', async () => {
    await withPage(
      async ({ page, until }) => {
        const isInSight = () =>
          page.evaluate<boolean>(`(() => {
          const { top, bottom } = document.querySelector('.sentence.current').getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        })()`);
        await page.locator('.sentence[data-sentence="p5s0"][lang="fr"]').click();
        await until(({ clip, sentence: marked }) => clip !== '' && marked === 'p5s0');
        await expect.poll(isInSight).toBe(true);
        await page.mouse.move(300, 300);
        await page.mouse.wheel(0, 3_000);
        await page.keyboard.press('ArrowRight');
        await until(({ clip, sentence: marked }) => clip !== '' && marked === 'p5s1');
        expect(await isInSight()).toBe(false);
        await page.getByRole('button', { name: 'Back to the voice' }).click();
        await expect.poll(isInSight).toBe(true);
        expect(await page.getByRole('button', { name: 'Back to the voice' }).count()).toBe(0);
      },
      { viewport: { width: 1_000, height: 600 } },
    );
  });

  it('on a phone stands in one column, wide as the screen, with targets for a thumb', async () => {
    await withPage(
      async ({ page, until, shown }) => {
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(wide).toBe(360);
        const boxes = await shown('button, .bar .strip label');
        expect(boxes.length).toBeGreaterThan(10);
        expect(boxes.filter(({ width, height }) => Math.min(width, height) < 44)).toEqual([]);
        await page.getByRole('button', { name: 'Sleep timer' }).tap();
        await page.getByRole('checkbox', { name: 'Repeat the sentence' }).waitFor();
        await page.getByRole('combobox', { name: 'Sleep timer' }).selectOption('15 minutes');
        await page.getByRole('button', { name: 'Close' }).tap();
        await page.getByRole('button', { name: 'Stops in 15 min' }).waitFor();
        await page.getByRole('button', { name: 'Play' }).tap();
        await until(({ clip }) => clip !== '');
        const [fr, en] = await shown('.sentence[data-sentence="p1s0"]');
        expect(en?.top).toBeGreaterThan((fr?.top ?? 0) + (fr?.height ?? 0));
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    );
  });

  it.each([
    ['English', 'en-GB', 'Speed: 1 ×. Normal speed'],
    ['French', 'fr-FR', 'Vitesse\u00A0: 1 ×. Vitesse normale'],
  ])('on the narrowest phone has its bar and each dialog within the screen, in %s', async (_, locale, speed) => {
    await withPage(
      async ({ page, shown }) => {
        const beyond = (selector: string) =>
          page.evaluate<string[]>(`Array.from(document.querySelectorAll('${selector}')).filter(element => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < 0 || right > 320);
          }).map(({ tagName, textContent }) => tagName + ' ' + textContent)`);
        expect(await beyond('.bar, .bar *')).toEqual([]);
        expect((await shown('.bar .steps .figure')).map(({ name }) => name)).toEqual([speed]);
        const controls = await shown('.bar button, .bar .strip label, .bar input[type=range]');
        expect(controls.filter((one, at) => controls.slice(at + 1).some(other => isOver(one, other)))).toEqual([]);
        for (const key of ['o', 'd', 'i', '?']) {
          await page.keyboard.press(key);
          await page.getByRole('dialog').waitFor();
          expect(await beyond('dialog, dialog *')).toEqual([]);
          expect(await page.evaluate('document.querySelector("dialog").scrollWidth')).toBe(320);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
      },
      { locale, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
    );
  });

  it('keeps how one likes it: the layout, the size of the text, the colours, the language of the interface', async () => {
    await withPage(async ({ page }) => {
      for (const key of ['y', ']', 't', 't']) await page.keyboard.press(key);
      await page.getByRole('button', { name: 'Français' }).click();
      await page.reload();
      await page.getByRole('button', { name: 'Écouter' }).waitFor();
      expect(await page.evaluate('({ ...document.documentElement.dataset })')).toMatchObject({
        layout: 'fr',
        textSize: '3',
        theme: 'dark',
      });
      expect(await page.locator('.passage[lang="en"]').first().isVisible()).toBe(false);
    });
  });

  it('says where the translation comes from, what it cost, and how it is read', async () => {
    await withPage(async ({ page }) => {
      await page.keyboard.press('i');
      const about = page.getByRole('dialog', { name: 'About this edition' });
      await about.getByText(/^29 sentences by a machine \(.+\), not reviewed$/u).waitFor();
      await about.getByRole('heading', { name: 'What it costs at the list prices of AWS' }).waitFor();
      const total = await about.locator('tfoot td').last().textContent();
      expect(Number(total)).toBeCloseTo(edition.receipt?.usd.total ?? Number.NaN, 4);
      // What the engine of this test makes is no translation, and the guard says so of each sentence.
      await about.getByText('It counts from 0.').waitFor();
      const place = about.getByRole('link', { name: 'paragraph 3, sentence 2 (p2s1)' }).first();
      expect(await place.getAttribute('href')).toBe('#p=2&s=1');
      await about.getByText('Mark the machine’s sentences').click();
      expect(await page.locator('[data-origin="machine"]').count()).toBe(29);
      await page.keyboard.press('Escape');
      await page.keyboard.press('d');
      const files = page.getByRole('dialog', { name: 'Downloads' }).getByRole('link');
      await files.first().waitFor();
      expect(await files.count()).toBe(edition.downloads.length);
      // Each by what it is; what nobody has named would show its file's name.
      const names = await files.allTextContents();
      expect(names.filter(name => edition.downloads.some(({ file }) => file === name))).toEqual([]);
      const first = await files.first().getAttribute('href');
      expect((await fetch(new URL(first ?? '', address))).status).toBe(200);
    });
  });

  it('of an article that failed says why, in either language, and offers nothing that it has not', async () => {
    const { articleId } = await cloud.upload('vide.txt', ' ');
    const failed = new URL(`articles/${articleId}/`, cloud.player).href;
    await expect.poll(async () => (await fetch(failed)).status, { timeout: makingMs }).toBe(200);
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { page, problems, close } = await openArticlePage(browser, failed, phone);
    await page.getByText('What to do:').waitFor();
    for (const key of ['k', 'o', 'd', 'i', '?']) await page.keyboard.press(key);
    expect(await page.locator('.bar, .tools, dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Français' }).tap();
    await page.getByText('Que faire :').waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('is read without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toBe('La tempête');
    expect(await page.locator('.sentence[lang="fr"]', { hasText: sentence }).count()).toBe(28);
    expect(await page.locator('.sentence[lang="en"]', { hasText: 'They say: Le vent' }).count()).toBe(28);
    const edges = await Promise.all((await page.locator('audio').all()).map(one => one.boundingBox()));
    const text = await page.locator('#transcript').boundingBox();
    expect(edges.map(edge => edge?.y)).toEqual([edges[0]?.y, edges[0]?.y, edges[0]?.y]);
    expect(edges[0]?.x).toBe(text?.x);
    expect((edges[2]?.x ?? 0) + (edges[2]?.width ?? 0)).toBeCloseTo((text?.x ?? 0) + (text?.width ?? 0), 0);
    await context.close();
  });

  it('sounds after few bytes and requests', async () => {
    const responses: Response[] = [];
    await withPage(
      async ({ page, until }) => {
        await page.keyboard.press('k');
        await until(({ clip, ms }) => clip !== '' && ms > 100);
      },
      { before: async page => void page.on('response', response => responses.push(response)) },
    );
    const path = (response: Response) => new URL(response.url()).pathname;
    const bodies = new Map<string, Buffer>();
    for (const name of ['/app/player.js', '/app/player.css']) {
      bodies.set(name, Buffer.from(await (await fetch(new URL(name, address))).arrayBuffer()));
    }
    const packed = (name: string) => gzipSync(bodies.get(name) ?? Buffer.alloc(0)).length;
    const asked = responses.map(path);
    process.stdout.write(
      `script ${packed('/app/player.js')} bytes, style ${packed('/app/player.css')}; asked for ${asked.join(' ')}\n`,
    );
    expect(packed('/app/player.js')).toBeGreaterThan(1_000);
    expect(packed('/app/player.js')).toBeLessThan(60_000);
    expect(packed('/app/player.css')).toBeLessThan(10_000);
    // The page, its script and style, fonts of two weights, the manifest, the first clip, and the next one beforehand.
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(new Set(asked.map(name => new URL(name, address).host))).toEqual(new Set([new URL(address).host]));
    const { file } = edition.paragraphs[0]?.versions.fr?.clip ?? { file: '' };
    expect(asked.find(name => name.endsWith('.mp3'))).toBe(`/${file}`);
  });
});
