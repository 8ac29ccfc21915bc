import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { watchPage } from './page-watch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

it('plays MP3', async () => {
  const page = await browser.newPage();
  expect(await page.evaluate(() => document.createElement('audio').canPlayType('audio/mpeg'))).toBe('probably');
});

it('hears of dialogs, violations of the policy and errors', async () => {
  const page = await browser.newPage();
  const { problems, requests } = await watchPage(page);
  await page.route('http://page.test/', route =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" },
      body: '<script>alert("heard")</script><script>throw new Error("seen")</script><img src="/x.png">',
    }),
  );
  await page.goto('http://page.test/');
  await expect.poll(() => problems.join('\n')).toMatch(/violation: img-src http:\/\/page\.test\/x\.png/u);
  expect(problems).toContain('dialog: heard');
  expect(problems.join('\n')).toMatch(/^error: .*seen/mu);
  expect(requests[0]).toBe('http://page.test/');
});
