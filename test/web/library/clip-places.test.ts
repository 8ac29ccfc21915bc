import { describe, expect, it } from 'vitest';
import { placeName, placesToAsk } from '../../../web/library/clip-places.ts';

const asked = (done: readonly string[], paragraphs: number, atMost = 4) =>
  placesToAsk(new Set(done), paragraphs, atMost).map(placeName);

describe('the clips to ask for', () => {
  it('are the first of each language, while none is there', () => {
    expect(asked([], 100)).toEqual(['0.fr', '1.fr', '0.en', '1.en']);
  });

  it('are never more than that, however long the article is', () => {
    expect(asked(['7.fr', '7.en'], 5_000)).toHaveLength(8);
  });

  it('go on behind the furthest that is there, though an earlier one never comes', () => {
    expect(asked(['0.fr', '3.fr', '4.fr'], 100).filter(name => name.endsWith('fr'))).toEqual([
      '1.fr',
      '2.fr',
      '5.fr',
      '6.fr',
    ]);
  });

  it('are all that are missing at the end, each once, and then none', () => {
    expect(asked(['0.fr', '0.en', '1.en'], 2)).toEqual(['1.fr']);
    expect(asked(['0.fr', '1.fr', '0.en', '1.en'], 2)).toEqual([]);
  });
});
