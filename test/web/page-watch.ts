import type { Page } from 'playwright-core';

/** What must not happen on a page, in the order in which it did. */
export interface PageWatch {
  /** Dialogs, violations of the Content-Security-Policy, errors that nobody caught, lines of the console at level error. */
  readonly problems: readonly string[];
  /** Addresses that were asked for, in order. */
  readonly requests: readonly string[];
}

/** Watches a page from now on. Call it before the page goes anywhere. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('dialog', async dialog => {
    problems.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', error => problems.push(`error: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('request', request => requests.push(request.url()));
  await page.addInitScript(reportViolations);
  return { problems, requests };
}

/** Runs in the page. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    console.error(`violation: ${effectiveDirective} ${blockedURI} ${sample}`);
  });
}
