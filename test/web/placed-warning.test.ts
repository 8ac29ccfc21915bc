import { describe, expect, it } from 'vitest';
import { placedWarning } from '../../web/article/dialogs/placed-warning.ts';

describe('the place of a warning', () => {
  it('is the sentence whose id it begins with', () => {
    const warning = { message: 'p4s0: 70, 2013', paragraph: 4 };
    expect(placedWarning(warning)).toEqual({ text: '70, 2013', paragraph: 4, sentence: 0 });
  });

  it('is its paragraph, else none', () => {
    expect(placedWarning({ message: 'A picture: p4s0.', paragraph: 4 })).toEqual({
      text: 'A picture: p4s0.',
      paragraph: 4,
    });
    expect(placedWarning({ message: 'p4: left out' })).toEqual({ text: 'p4: left out' });
  });
});
