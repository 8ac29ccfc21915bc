import { describe, expect, it } from 'vitest';
import type { Language } from '../../../core/languages.ts';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';

const say = (text: string, language: Language) =>
  readAloud(spokenForm({ text, kind: 'text', language, sentences: [{ start: 0, end: text.length }] }));

describe('two numbers', () => {
  it.each([
    'Selon l’article 6-6 du code.',
    'Le 11-11, les soldes commencent.',
    'Le bus 12-12 est en retard.',
    'Il joue en 4-4.',
    'Les lots 3-3 sont vendus.',
  ])('alike are no draw where nothing tells of a match: %s', text => {
    expect(say(text, 'fr')).not.toContain('partout');
  });

  it.each(['A 0-60 sprint.', 'On pages 12-12.', 'Those aged 0-4 win.', 'A 5-5 split of seats.'])(
    'are no score where nothing tells of a match: %s',
    text => {
      expect(say(text, 'en')).not.toMatch(/\b(?:nil|all)\b/u);
    },
  );

  it.each(['See pages 405-6 of the cricket book.', 'War was declared by 232-5.'])('are no runs: %s', text => {
    expect(say(text, 'en')).not.toContain(' for ');
  });
});
