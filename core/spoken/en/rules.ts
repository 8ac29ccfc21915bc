import { addressRules } from '../addresses.ts';
import type { RuleBook } from '../rules.ts';
import { abbreviationRules } from './abbreviations.ts';
import { capitalRules } from './capitals.ts';
import { dateRules } from './dates.ts';
import { quantityRules } from './quantities.ts';
import { romanRules } from './roman.ts';
import { symbolRules } from './symbols.ts';
import { telephoneRules } from './telephones.ts';
import { timeRules } from './times.ts';

/** How English press text is read. */
export const englishRules: RuleBook = {
  rules: [
    ...addressRules({ dot: 'dot', hyphen: 'hyphen', at: 'at' }),
    ...timeRules,
    ...dateRules,
    ...telephoneRules,
    ...romanRules,
    ...quantityRules,
    ...abbreviationRules,
    ...capitalRules,
    ...symbolRules,
  ],
  // Voices take the border of a substitution for a word's: `’s` alone would be spelled.
  joinedAfter: /^'(?:s|d|ll|re|ve)(?!\p{L})/iu,
};
