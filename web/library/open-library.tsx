import type { PageContext } from '../page-context.ts';

/** The list of the articles. */
export function openLibrary(page: PageContext): void {
  document.documentElement.dataset['opened'] = page.view;
}
