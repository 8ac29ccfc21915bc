import type { FileChooser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTarget } from '../../../cli/cloud/target.ts';
import { nastySentences } from '../../support/editions.ts';
import { reviewArticles } from '../../support/reviewed.ts';
import type { PageWatch } from '../page-watch.ts';
import type { RunningSite } from '../running-site.ts';

/** An article is read, quoted and narrated within this, on cores that others use too. */
export const makingMs = 300_000;

const patiently = { timeout: makingMs, interval: 200 };

const summer = 'L’été\n\nIl fait beau. Les œuvres sont là.\n';
const nastyTitle = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'&amp;';
const nasty = `${nastyTitle}\n\n${nastySentences.slice(0, 3).join('\n\n')}\n`;

/** An article in the making, as `library.json` has it; its id is still to come. */
const narratingEntry = {
  revision: '0'.repeat(32),
  title: 'Un titre',
  status: 'narrating',
  languages: ['fr', 'en'],
  uploadedAt: '2026-11-27T10:00:00Z',
  durationMs: {},
  paragraphs: 9,
};

/** What a listener, and whoever adds articles on a machine of their own, sees of the library. */
export function describeLibrary(site: () => RunningSite): void {
  describe('the library', () => {
    let page: Page;
    let watch: PageWatch;
    const choosers: FileChooser[] = [];
    beforeAll(async () => {
      const target = localTarget(site().description);
      // Whether the machine has an engine is no matter of this page.
      await reviewArticles(target, [summer, nasty]);
      target.s3.destroy();
      ({ page, watch } = await site().open());
      // From the beginning: it takes a while until a browser asks us instead of the system.
      page.on('filechooser', chooser => choosers.push(chooser));
      await page.goto(site().address);
    }, makingMs);
    afterAll(() => page.context().close());

    const entry = (title: string) => page.locator('.entry', { hasText: title });
    const bring = (name: string, content: string | Buffer) =>
      page.locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'text/plain',
        buffer: Buffer.isBuffer(content) ? content : Buffer.from(content),
      });
    const make = () => page.getByRole('button', { name: /^Make/u }).click();

    it(
      'shows an article while it is narrated, and how far it is',
      async () => {
        const { page: beside } = await site().open();
        await beside.addInitScript(recordProgress);
        // The pipeline of a quick machine is done before anyone has looked twice; here the clips come when the test says so.
        let made = 0;
        const article = { ...narratingEntry, id: 'telegram-000000', title: 'Telegram', paragraphs: 14 };
        await beside.route('**/library.json', route => route.fulfill({ json: { schema: 1, articles: [article] } }));
        await beside.route('**/work/*.clip.json', route => {
          const [, index, language] = /(\d+)\.(fr|en)\.clip\.json$/u.exec(route.request().url()) ?? [];
          const place = Number(index) * 2 + (language === 'en' ? 1 : 0);
          return route.fulfill({ status: place < made ? 200 : 404 });
        });
        await beside.goto(site().address);
        const told = () => beside.locator('.entry').innerText();
        for (const count of [3, 9, 20]) {
          made = count;
          await expect.poll(told, patiently).toContain(`${count} of 28 clips`);
        }
        const values = await beside.evaluate(() => globalThis.seenProgress ?? []);
        expect(values).toEqual(values.toSorted((one, other) => one - other));
        expect(values.at(-1)).toBe(20);
        expect(await beside.locator('.entry a').getAttribute('href')).toBe('/articles/telegram-000000/');
        await beside.context().close();
      },
      makingMs,
    );

    it(
      'shows by itself that it is complete, and how long it is in each language',
      async () => {
        const sample = entry('Telegram');
        await expect.poll(() => sample.getAttribute('data-status'), patiently).toBe('complete');
        expect(await sample.locator('.facts').innerText()).toMatch(/French 2:\d\d\s+English 2:\d\d/u);
        expect(await sample.locator('.entry-translation').getAttribute('lang')).toBe('en');
      },
      makingMs,
    );

    it(
      'quotes a file that is dropped anywhere on it, and makes nothing before that is confirmed',
      async () => {
        await drop(page, 'été & œuvre.txt', summer);
        const dialog = page.getByRole('dialog');
        await expect.poll(() => dialog.locator('.quote').count(), patiently).toBe(1);
        const text = await dialog.innerText();
        expect(text).toMatch(/été & œuvre\.txt/u);
        for (const row of ['Translation', 'Speech', 'Word times', 'Total', 'At most']) expect(text).toContain(row);
        expect(text).toMatch(/Speech\s+\d+\s+\d+\s+0\.\d{4}/u);
        await page.keyboard.press('Escape');
        await expect.poll(() => dialog.count()).toBe(0);
        expect(watch.requests.filter(address => address.endsWith('/local/articles'))).toEqual([]);
        expect(await entry('été').count()).toBe(0);
      },
      makingMs,
    );

    it(
      'makes the edition when it is confirmed, by the keyboard alone, and its page opens',
      async () => {
        await page.getByRole('button', { name: 'choose files' }).focus();
        await page.keyboard.press('Enter');
        await expect.poll(() => choosers.length, patiently).toBe(1);
        await choosers[0]?.setFiles({
          name: 'été & œuvre.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from(summer),
        });
        const confirm = page.getByRole('button', { name: 'Make the edition' });
        await expect.poll(() => confirm.isEnabled(), patiently).toBe(true);
        await confirm.focus();
        await page.keyboard.press('Enter');
        const made = entry('L’été');
        await expect.poll(() => made.getAttribute('data-status'), patiently).toBe('complete');
        expect(await page.locator('.pending li').count()).toBe(0);
        expect(await page.locator('.entry').first().innerText()).toContain('L’été');
        await made.getByRole('link').click();
        await page.waitForURL(/\/articles\/ete-oeuvre-[0-9a-f]{6}\/$/u);
        expect(await page.locator('[data-sentence=p1s1][lang=fr]').innerText()).toContain('œuvres');
        await page.goBack();
      },
      makingMs,
    );

    it(
      'tells of each of several files whether it would be refused, why, and what to do',
      async () => {
        await page.locator('input[type=file]').setInputFiles([
          { name: 'vide.txt', mimeType: 'text/plain', buffer: Buffer.from(' \n') },
          { name: 'rapport.txt', mimeType: 'text/plain', buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n') },
          { name: 'lettre.docx', mimeType: 'text/plain', buffer: Buffer.from('PK') },
          { name: 'bon.txt', mimeType: 'text/plain', buffer: Buffer.from('Un mot de plus.') },
        ]);
        const offers = page.locator('.offer');
        await expect.poll(() => page.locator('.offer[data-state=reading]').count(), patiently).toBe(0);
        expect(await offers.evaluateAll(all => all.map(one => one.getAttribute('data-state')))).toEqual([
          'refused',
          'refused',
          'refused',
          'quoted',
        ]);
        const texts = await offers.allInnerTexts();
        for (const [index, code] of ['EmptyArticle', 'NotText', 'UnsupportedFormat'].entries()) {
          expect(texts[index]).toContain(code);
          expect(texts[index]).toMatch(/What to do: \S/u);
        }
        // Only the one that has a quote is counted.
        expect(await page.getByRole('button', { name: 'Make the edition' }).count()).toBe(1);
        await page.getByRole('button', { name: 'Cancel' }).click();
        await expect.poll(() => offers.count()).toBe(0);
      },
      makingMs,
    );

    it(
      'keeps the offer of a file that is brought while the dialog of the one before goes',
      async () => {
        await bring('avant.txt', 'Un mot de plus.');
        await expect.poll(() => page.locator('.offer[data-state=quoted]').count(), patiently).toBe(1);
        // Between its being taken away and the event that tells it.
        await page.evaluate(async () => {
          document.querySelector<HTMLElement>('.offers-buttons .secondary')?.click();
          while (document.querySelector('dialog') !== null) await Promise.resolve();
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(['Un autre mot.'], 'après.txt', { type: 'text/plain' }));
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        });
        await expect.poll(() => page.locator('.offer[data-state=quoted]').count(), patiently).toBe(1);
        expect(await page.locator('.offer h3').innerText()).toBe('après.txt');
        await page.getByRole('button', { name: 'Cancel' }).click();
        await expect.poll(() => page.locator('.offer').count()).toBe(0);
      },
      makingMs,
    );

    it(
      'keeps nasty titles and file names text, and runs none of them',
      async () => {
        const name = '"><img src=x onerror=alert(3)>.txt';
        await bring(name, nasty);
        await expect.poll(() => page.locator('.offer[data-state=quoted]').count(), patiently).toBe(1);
        expect(await page.locator('.offer h3').innerText()).toBe(name);
        await make();
        await expect.poll(() => entry('onerror=alert(1)').getAttribute('data-status'), patiently).toBe('complete');
        expect(await entry('onerror=alert(1)').getByRole('link').innerText()).toContain('<img src=x onerror=alert(1)>');
        expect(await page.locator('main img, main script').count()).toBe(0);
      },
      makingMs,
    );

    it('searches as one types, without accents, in either language; / goes there and Escape empties it', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('ete');
      const titles = () => page.locator('.entry-title').allInnerTexts();
      await expect.poll(titles).toEqual(['L’été']);
      expect(await page.locator('.search-count').innerText()).toBe('1 of 3');
      await page.keyboard.press('Escape');
      await page.keyboard.type('FACEBOOK outage');
      await expect.poll(titles).toHaveLength(1);
      await page.keyboard.press('Escape');
      await page.keyboard.type('nulle part');
      await expect.poll(() => page.locator('.library-none').innerText()).toContain('nulle part');
      await page.getByRole('button', { name: 'Show all' }).click();
      await expect.poll(titles).toHaveLength(3);
    });

    it('speaks French or English, as one chooses, and remembers it', async () => {
      await page.getByRole('button', { name: 'Français' }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Bibliothèque');
      await page.reload();
      await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Bibliothèque');
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      await page.getByRole('button', { name: 'English' }).click();
    });

    it('counts the clips of a few articles only, however many are in the making', async () => {
      const { page: busy } = await site().open();
      const ids = Array.from({ length: 12 }, (_, index) => `article-${String(index).padStart(6, '0')}`);
      const articles = ids.map(id => ({ ...narratingEntry, id }));
      await busy.route('**/library.json', route => route.fulfill({ json: { schema: 1, articles } }));
      const asked = new Set<string>();
      busy.on('request', request => {
        if (request.method() === 'HEAD') asked.add(new URL(request.url()).pathname.split('/')[2] ?? '');
      });
      await busy.goto(site().address);
      await expect.poll(() => busy.locator('.entry').count()).toBe(12);
      await busy.waitForLoadState('networkidle');
      expect([...asked].sort()).toEqual(ids.slice(0, 4));
      await busy.context().close();
    });

    it('shows what it had while the library does not answer, says so, and goes on when it does', async () => {
      const { page: cut } = await site().open();
      await cut.goto(site().address);
      await expect.poll(() => cut.locator('.entry').count()).toBeGreaterThan(0);
      await cut.context().setOffline(true);
      // A page that comes into sight again looks at once.
      const look = () => cut.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await expect.poll(async () => (await look(), cut.getByText('does not answer').count())).toBe(1);
      expect(await cut.locator('.entry').count()).toBeGreaterThan(0);
      await cut.context().setOffline(false);
      await expect.poll(async () => (await look(), cut.getByText('does not answer').count())).toBe(0);
      await cut.context().close();
    });

    it('leads to every article and feed without a script', async () => {
      const { page: plain } = await site().open({ javaScriptEnabled: false });
      await plain.goto(site().address);
      await plain.waitForURL(`${site().address}articles/`);
      await expect.poll(() => plain.locator('.entry-title').count(), patiently).toBe(3);
      await plain.locator('.entry-title a', { hasText: 'Telegram' }).click();
      expect(await plain.locator('[data-sentence=p1s0][lang=en]').innerText()).toContain('Telegram');
      await plain.goto(site().address);
      await expect.poll(() => plain.locator('.feeds a').count(), patiently).toBe(3);
      await plain.context().close();
    });

    it('had no dialog, no violation and no error on the way', () => {
      // The console tells of each answer that is none of 200: a clip that is not made yet, a file that is refused.
      expect(watch.problems.filter(problem => !/status of (?:40[34]|422) /u.test(problem))).toEqual([]);
    });
  });
}

declare global {
  /** What the first bar of progress showed, one after the other. */
  var seenProgress: number[] | undefined;
}

/** Runs in the page: a test that looks now and then may come too late. */
function recordProgress(): void {
  globalThis.seenProgress = [];
  new MutationObserver(() => {
    const value = document.querySelector('progress')?.value;
    if (value !== undefined && value !== globalThis.seenProgress?.at(-1)) globalThis.seenProgress?.push(value);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** As a person would, from a file manager: what the page is told, and nothing besides. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.waitForSelector('.drop');
  await page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text ?? ''], fileName ?? '', { type: 'text/plain' }));
      for (const kind of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, content],
  );
}
