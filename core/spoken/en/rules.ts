import type { RuleBook } from '../rules.ts';

/** How English press text is read. */
export const englishRules: RuleBook = { rules: [] };
