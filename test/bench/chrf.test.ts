import { describe, expect, it } from 'vitest';
import { chrf } from '../../bench/chrf.ts';

describe('chrF', () => {
  it('is 100 for the reference itself, whatever its white space, and 0 for nothing in common', () => {
    expect(chrf(['Niemand hat die Absicht'], ['Niemand hat  die Absicht'])).toBe(100);
    expect(chrf(['a b c'], ['abc'])).toBe(100);
    expect(chrf(['abcdefg'], ['hijklmnop'])).toBe(0);
    expect(chrf([''], ['reference'])).toBe(0);
  });

  it('is the F-score of the mean precision and the mean recall, over the orders that both have', () => {
    // Order 1: 2 of 2, of 3. Order 2: 1 of 1, of 2. No trigram in the translation. P = 1, R = (2/3 + 1/2) / 2.
    const recall = (2 / 3 + 1 / 2) / 2;
    expect(chrf(['ab'], ['abc'])).toBeCloseTo((100 * 5 * recall) / (4 + recall), 8);
    expect(chrf(['ab'], ['abc'], 1)).toBeCloseTo((100 * 2 * recall) / (1 + recall), 8);
  });

  it('counts an n-gram as often as both have it', () => {
    // Order 1: 1 of 2, of 2. Order 2: 0 of 1, of 1.
    expect(chrf(['aa'], ['ab'])).toBeCloseTo(25, 8);
  });

  it('counts over all sentences together', () => {
    expect(chrf(['a', 'b'], ['a', 'c'])).toBeCloseTo(50, 8);
  });

  it('counts astral characters as one', () => {
    expect(chrf(['😀a'], ['😁a'])).toBeCloseTo(25, 8);
  });
});
