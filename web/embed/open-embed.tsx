import type { PageContext } from '../page-context.ts';

/** The small player for other people's pages. */
export function openEmbed(page: PageContext): void {
  document.documentElement.dataset['opened'] = page.view;
}
