import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Of each violation that axe finds: its rule, and where. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
