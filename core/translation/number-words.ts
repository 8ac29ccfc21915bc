import { cardinal as englishCardinal, ordinal as englishOrdinal } from '../spoken/en/numbers.ts';
import { cardinal as frenchCardinal, ordinal as frenchOrdinal } from '../spoken/fr/numbers.ts';

/** What English may say for a number: its words, cardinal and ordinal, and what stands for it, such as `dozen`. */
export function englishWords(value: number): string[] {
  return [...spelled(value, [englishCardinal, englishOrdinal]), ...(englishNames.get(value) ?? [])];
}

/** What French may say for a number; see englishWords. */
export function frenchWords(value: number): string[] {
  const feminine = (number: number) => frenchCardinal(number, 'f');
  const feminineOrdinal = (number: number) => frenchOrdinal(number, 'f');
  const spellers = [frenchCardinal, feminine, frenchOrdinal, feminineOrdinal];
  return [...spelled(value, spellers), ...(frenchNames.get(value) ?? [])];
}

const englishNames: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['no', 'none', 'nil']],
  [0.5, ['half']],
  [1, ['a', 'an', 'the', 'single', 'once']],
  [1.5, ['one and a half', 'a half']],
  [2, ['both', 'twice', 'double', 'pair', 'couple']],
  [3, ['triple', 'threefold', 'trio']],
  [12, ['dozen', 'noon']],
  [80, ['eighties']],
  [100, ['hundred', 'centenary', 'century']],
  [1e3, ['thousand']],
  [1e6, ['million']],
  [1e9, ['billion']],
]);

const frenchNames: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['aucun', 'aucune', 'pas']],
  [0.5, ['demi', 'demie', 'moitié']],
  [1, ['le', 'la', 'l', 'seul', 'seule']],
  [2, ['second', 'seconde', 'double', 'paire', 'couple']],
  [3, ['triple', 'tiers', 'trio']],
  [4, ['quart', 'quarts']],
  [8, ['huitaine']],
  [10, ['dizaine', 'dizaines']],
  [12, ['douzaine', 'midi', 'minuit']],
  [14, ['quinzaine', 'quinze jours']],
  [15, ['quinzaine', 'quart']],
  [20, ['vingtaine']],
  [30, ['trentaine', 'demie']],
  [40, ['quarantaine']],
  [50, ['cinquantaine', 'moitié']],
  [100, ['centaine', 'centaines', 'siècle']],
  [1e3, ['millier', 'milliers', 'mille']],
  [1e6, ['million']],
  [1e9, ['milliard']],
]);

/** Beyond this nobody writes a number in words; and the spellers know whole numbers only. */
const largestInWords = 10 ** 13;

function spelled(value: number, spellers: readonly ((value: number) => string)[]): string[] {
  if (!Number.isInteger(value) || value < 1 || value > largestInWords) return value === 0 ? ['zéro', 'zero'] : [];
  return spellers.map(speller => speller(value));
}
