import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { type RunningCloud, startRunningCloud } from '../support/running-cloud.ts';
import { type PageWatch, watchPage } from './page-watch.ts';

/** A running cloud with a browser in front of it. */
export interface RunningSite extends RunningCloud {
  readonly browser: Browser;
  /** A page of a new context, watched from its beginning. */
  open(options?: BrowserContextOptions): Promise<{ readonly page: Page; readonly watch: PageWatch }>;
}

export async function startSite(): Promise<RunningSite> {
  // Before the cloud, which begins with the sample at once: a test looks on.
  const browser = await startBrowser();
  const cloud = await startRunningCloud();
  return {
    ...cloud,
    browser,
    async open(options = {}) {
      const context = await browser.newContext({ locale: 'en-US', ...options });
      const page = await context.newPage();
      return { page, watch: await watchPage(page) };
    },
    async close() {
      await browser.close();
      await cloud.close();
    },
  };
}
