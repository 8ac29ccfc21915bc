import { describe, expect, it } from 'vitest';
import { memoryOf, mergeMemories } from '../../../core/memory/memory.ts';

describe('lookup', () => {
  it('finds a sentence however its accents, quotes, apostrophes and spaces are typed', () => {
    const memory = memoryOf([{ source: '«L’été», dit-il: 12 % des œuvres…', target: 'Summer.' }]);
    const typings = [
      '«L’été», dit-il: 12 % des œuvres…',
      '«L’été», dit-il: 12 % des œuvres…'.normalize('NFD'),
      "« L'été », dit-il: 12\u00A0% des œuvres…",
      '«\u202FL‘été\u202F», dit-il: 12\u202F% des œuvres…',
      '“L’été”, dit-il:  12\n% des œuvres… ',
      '"L\'été", dit-il: 12 % des œuvres…',
    ];
    for (const typing of typings) expect(memory.lookup(typing)).toBe('Summer.');
  });

  it('tells apart what differs in a letter, its case, a digit or a punctuation mark', () => {
    const memory = memoryOf([{ source: 'Telegram a 70 amis.', target: 'Telegram has 70 friends.' }]);
    for (const other of [
      'telegram a 70 amis.',
      'Telegram a 71 amis.',
      'Telegram a 70 amis',
      'Telegram à 70 amis.',
      '',
    ]) {
      expect(memory.lookup(other)).toBeUndefined();
    }
  });

  it('of a sentence with two translations gives the later', () => {
    const units = [
      { source: 'Oui.', target: 'Yes.' },
      { source: 'Oui. ', target: 'Yep.' },
    ];
    expect(memoryOf(units).lookup('Oui.')).toBe('Yep.');
  });
});

describe('mergeMemories', () => {
  const shipped = memoryOf([
    { source: 'Oui.', target: 'Yes.' },
    { source: 'Non.', target: 'No.' },
  ]);
  const own = memoryOf([{ source: 'Non.', target: 'Nope.' }]);

  it('lets a later memory override an earlier one, sentence by sentence', () => {
    const merged = mergeMemories(shipped, own);
    expect([merged.lookup('Oui.'), merged.lookup('Non.'), merged.lookup('Si.')]).toEqual(['Yes.', 'Nope.', undefined]);
  });

  it('of none finds nothing', () => {
    expect(mergeMemories().lookup('Oui.')).toBeUndefined();
  });
});
