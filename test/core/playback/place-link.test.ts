import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSpeed, minSpeed, nextSpeed } from '../../../core/playback/modes.ts';
import { formatPlaceLink, parsePlaceLink } from '../../../core/playback/place-link.ts';

describe('a link to a sentence', () => {
  it('reads as it was written', () => {
    expect(formatPlaceLink({ paragraph: 3, sentence: 1, language: 'en' })).toBe('#p=3&s=1&lang=en');
    const place = fc.record({ paragraph: fc.nat(9_999), sentence: fc.nat(999), language: fc.constantFrom('fr', 'en') });
    fc.assert(
      fc.property(place, linked => {
        expect(parsePlaceLink(formatPlaceLink(linked))).toEqual(linked);
      }),
    );
  });

  it.each([
    ['#p=3', { paragraph: 3, sentence: 0 }],
    ['p=3&lang=de', { paragraph: 3, sentence: 0 }],
    ['#s=1&p=2&x=<b>', { paragraph: 2, sentence: 1 }],
    ['#p=2&s=-1', { paragraph: 2, sentence: 0 }],
  ])('%s is understood as far as sense goes', (fragment, place) => {
    expect(parsePlaceLink(fragment)).toEqual(place);
  });

  it.each(['', '#', '#main', '#p3', '#p=', '#p=-1', '#p=1e3', '#p=99999999', '#lang=en'])(
    '%j names no place',
    fragment => {
      expect(parsePlaceLink(fragment)).toBeUndefined();
    },
  );
});

it('the speeds go up and down by steps, and end at the slowest and the fastest', () => {
  expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(1.05, 1), nextSpeed(3, 1), nextSpeed(0.5, -1)]).toEqual([
    1.1,
    0.9,
    1.1,
    maxSpeed,
    minSpeed,
  ]);
});
