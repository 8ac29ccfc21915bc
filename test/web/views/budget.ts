import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSite } from '../running-site.ts';
import { makingMs } from './library-view.ts';

interface Loaded {
  readonly address: string;
  readonly type: string;
  /** As CloudFront sends it: text is compressed, all else is not. */
  readonly bytes: number;
}

interface Budget {
  readonly view: string;
  readonly address: (sampleId: string) => string;
  /** There when the view is. */
  readonly selector: string;
  readonly maxRequests: number;
  readonly maxBytes: number;
}

/** What each view may ask for until it is shown and at rest, nothing being played; the sample is its article. */
const budgets: readonly Budget[] = [
  { view: 'the library', address: () => '', selector: '.entry', maxRequests: 8, maxBytes: 110_000 },
  {
    view: 'an article',
    address: id => `articles/${id}/`,
    selector: 'html[data-opened=article]',
    maxRequests: 9,
    maxBytes: 150_000,
  },
  {
    view: 'the embed',
    address: id => `embed.html?article=${id}`,
    selector: '.embed-sentences',
    maxRequests: 9,
    maxBytes: 150_000,
  },
];

const maxScriptBytes = 60_000;

/** The weight of the pages; the figures that `docs/player.md` gives are what this prints. */
export function describeBudget(site: () => RunningSite): void {
  describe('the weight of the pages', () => {
    const measured: string[] = [];
    let sampleId = '';
    beforeAll(async () => {
      sampleId = path.basename(await site().sampleFolder);
    }, makingMs);
    afterAll(() => process.stdout.write(`${measured.join('\n')}\n`));

    describe.each(budgets)('$view', ({ view, address, selector, maxRequests, maxBytes }) => {
      it(`asks for at most ${maxRequests} files of ${maxBytes} bytes, and less than ${maxScriptBytes} of script`, async () => {
        const { page } = await site().open();
        const loading = recordLoading(page);
        await page.goto(`${site().address}${address(sampleId)}`);
        await page.waitForSelector(selector);
        await page.waitForLoadState('networkidle');
        const loaded = await Promise.all(loading);
        await page.context().close();
        const script = total(loaded.filter(({ type }) => type.includes('javascript')));
        measured.push(
          `${view}: ${loaded.length} requests, ${total(loaded)} bytes in all, ${script} of script (compressed)`,
        );
        expect(loaded.length).toBeLessThanOrEqual(maxRequests);
        expect(total(loaded)).toBeLessThanOrEqual(maxBytes);
        expect(script).toBeGreaterThan(0);
        expect(script).toBeLessThan(maxScriptBytes);
        // No third party: all that a page of ours asks for is ours.
        expect(loaded.filter(file => !file.address.startsWith(site().address))).toEqual([]);
      });
    });
  });
}

function recordLoading(page: Page): Promise<Loaded>[] {
  const loading: Promise<Loaded>[] = [];
  page.on('response', response => loading.push(loadedOf(response)));
  return loading;
}

async function loadedOf(response: Response): Promise<Loaded> {
  const type = response.headers()['content-type'] ?? '';
  const body = await response.body();
  const isText = /^text\/|json|javascript|xml/u.test(type);
  return { address: response.url(), type, bytes: isText ? gzipSync(body).length : body.length };
}

function total(loaded: readonly Loaded[]): number {
  return loaded.reduce((sum, { bytes }) => sum + bytes, 0);
}
