/** Orders of n-grams: 1 to this many characters. */
const maxOrder = 6;

/** Recall counts this many times as much as precision. */
const standardBeta = 2;

/**
 * chrF of translations against a reference, from 0 to 100: the F-score of the character n-grams that both have, white space
 * aside. Counted over all pairs together; an order that either side has no n-gram of is left out.
 * @param translations one for each of `references`, in order
 * @see Popović, "chrF: character n-gram F-score for automatic MT evaluation", 2015; β = 2 from "chrF deconstructed", 2016
 */
export function chrf(translations: readonly string[], references: readonly string[], beta = standardBeta): number {
  const orders = Array.from({ length: maxOrder }, (_, index) => countOrder(translations, references, index + 1));
  const counted = orders.filter(({ translated, expected }) => translated > 0 && expected > 0);
  const precision = mean(counted.map(({ common, translated }) => common / translated));
  const recall = mean(counted.map(({ common, expected }) => common / expected));
  const weighed = beta ** 2 * precision + recall;
  return weighed === 0 ? 0 : (100 * (1 + beta ** 2) * precision * recall) / weighed;
}

/** N-grams of one order, in the translations, in the references, and in both. */
function countOrder(translations: readonly string[], references: readonly string[], order: number) {
  const total = { translated: 0, expected: 0, common: 0 };
  for (const [index, reference] of references.entries()) {
    const translated = ngrams(translations[index] ?? '', order);
    const expected = ngrams(reference, order);
    for (const count of translated.values()) total.translated += count;
    for (const [ngram, count] of expected) {
      total.expected += count;
      total.common += Math.min(count, translated.get(ngram) ?? 0);
    }
  }
  return total;
}

function ngrams(text: string, order: number): Map<string, number> {
  const characters = Array.from(text.replaceAll(/\s+/gu, ''));
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= characters.length; start += 1) {
    const ngram = characters.slice(start, start + order).join('');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
