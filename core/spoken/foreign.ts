import type { Language } from '../languages.ts';
import type { ForeignSpan } from './pieces.ts';
import type { Claims } from './rules.ts';

/**
 * Stretches in another language, by strong evidence only. What is found is claimed, since the rules of the paragraph's
 * language do not hold there.
 */
export function foreignSpans(_plain: string, _language: Language, _claims: Claims): ForeignSpan[] {
  return [];
}
