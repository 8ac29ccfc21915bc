import { addressRules } from '../addresses.ts';
import type { RuleBook } from '../rules.ts';
import { abbreviationRules } from './abbreviations.ts';
import { capitalRules } from './capitals.ts';
import { dateRules } from './dates.ts';
import { fractionRules } from './fractions.ts';
import { ordinalRules } from './ordinals.ts';
import { quantityRules } from './quantities.ts';
import { symbolRules } from './symbols.ts';
import { telephoneRules } from './telephones.ts';
import { timeRules } from './times.ts';

/** How French press text is read. */
export const frenchRules: RuleBook = {
  rules: [
    ...addressRules({ dot: 'point', hyphen: 'tiret', at: 'arobase' }),
    ...telephoneRules,
    ...dateRules,
    ...timeRules,
    ...ordinalRules,
    ...fractionRules,
    ...quantityRules,
    ...abbreviationRules,
    ...capitalRules,
    ...symbolRules,
  ],
  // Voices take the border of a substitution for a word's: `l’` alone would be spelled.
  joinedBefore: /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'$/iu,
};
