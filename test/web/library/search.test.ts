import { describe, expect, it } from 'vitest';
import type { LibraryEntry } from '../../../core/edition/library-list.ts';
import { matching } from '../../../web/library/search.ts';

function entry(fr: string, en?: string): LibraryEntry {
  return {
    id: 'a-000000',
    revision: '01',
    title: fr,
    status: 'complete',
    languages: ['fr', 'en'],
    uploadedAt: '2026-11-27T10:00:00Z',
    durationMs: {},
    ...(en === undefined ? {} : { titles: { fr, en } }),
  };
}

const summer = entry('Œuvres d’été : le musée rouvre', 'Summer works: the museum reopens');
const lace = entry('La dentelle du Puy', 'The lace of Le Puy');
const plain = entry('rapport-annuel');
const all = [summer, lace, plain];

describe('the search', () => {
  it.each([
    ['ete', summer],
    ['ÉTÉ', summer],
    ['oeuvre', summer],
    ["d'ete", summer],
    ['  musee \t oeuvres ', summer],
    ['museum', summer],
    ['lace', lace],
    ['dent puy', lace],
    ['annuel', plain],
  ])('finds by %j without accents or case, in either language, by parts of words in any order', (query, expected) => {
    expect(matching(all, query)).toEqual([expected]);
  });

  it('asks for every word of the query', () => {
    expect(matching(all, 'musée dentelle')).toEqual([]);
  });

  it.each(['', ' ', '\u0301'])('shows all, in order, for a query without words (%j)', query => {
    expect(matching(all, query)).toEqual(all);
  });

  it('takes what one types for itself, not for a pattern', () => {
    expect(matching(all, '.*')).toEqual([]);
    expect(matching([entry('2 + 2 (ou 5 ?)')], '(ou 5 ?)')).toHaveLength(1);
  });

  it('finds decomposed letters by composed ones', () => {
    expect(matching([entry('e\u0301te\u0301')], 'été')).toHaveLength(1);
  });
});
