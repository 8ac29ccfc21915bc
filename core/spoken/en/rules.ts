import type { Rule } from '../rules.ts';

/** How English press text is read, in order of precedence. */
export const englishRules: readonly Rule[] = [];
