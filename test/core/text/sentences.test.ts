import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../core/languages.ts';
import { sentencesOf } from '../../../core/text/sentences.ts';
import { bytesOf } from './reading.ts';

const CasesSchema = v.array(v.object({ input: v.string(), sentences: v.array(v.string()) }));

function casesOf(language: Language) {
  return v.parse(
    CasesSchema,
    JSON.parse(new TextDecoder().decode(bytesOf(`test/fixtures/sentences.${language}.json`))),
  );
}

function split(text: string, language: Language = 'fr'): string[] {
  return sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  it.each([
    ['fr', 60, 0.95],
    ['en', 30, 0.93],
  ] as const)('of %s: at least %i hard cases, at least the share of %f right', (language, least, share) => {
    const cases = casesOf(language);
    const right = cases.filter(
      ({ input, sentences }) => JSON.stringify(split(input, language)) === JSON.stringify(sentences),
    );
    expect(cases.length).toBeGreaterThanOrEqual(least);
    expect(right.length / cases.length).toBeGreaterThanOrEqual(share);
  });

  it('keep their closing quote', () => {
    expect(split('« Nous avons gagné ! » Il sourit.')).toEqual(['« Nous avons gagné ! »', 'Il sourit.']);
    expect(split('Il dit : «Je suis fier.» Il sourit.')).toEqual(['Il dit : «Je suis fier.»', 'Il sourit.']);
    expect(split('« Il a dit “non !” et “oui !” » Elle rit.')).toEqual([
      '« Il a dit “non !” et “oui !” »',
      'Elle rit.',
    ]);
  });

  it('are not ended by words that are abbreviations elsewhere', () => {
    expect(split('Il aime l’art. Le vol. Ils sont sept. Paul dort.')).toEqual([
      'Il aime l’art.',
      'Le vol.',
      'Ils sont sept.',
      'Paul dort.',
    ]);
  });

  it('begin with numbers too', () => {
    expect(split('Il pleut. 12 maisons sont inondées.')).toEqual(['Il pleut.', '12 maisons sont inondées.']);
  });

  it('of nothing are none', () => {
    expect(split('')).toEqual([]);
    expect(split('  ')).toEqual([]);
  });
});
