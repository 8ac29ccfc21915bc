import { describe, expect, it } from 'vitest';
import { DiglotError } from '../../../core/errors.ts';
import { maxLexiconCharacters, parseLexicon } from '../../../core/spoken/lexicon.ts';
import { readAloud } from '../../../core/spoken/read-aloud.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';

function read(text: string, csv: string): string {
  const lexicon = parseLexicon(`written,spoken\n${csv}`, 'lexicon.fr.csv');
  const sentences = [{ start: 0, end: text.length }];
  return readAloud(spokenForm({ text, kind: 'text', language: 'fr', sentences }, { lexicon }));
}

function placeOfError(csv: string): string | undefined {
  try {
    parseLexicon(csv, 'lexicon.fr.csv');
  } catch (error) {
    if (error instanceof DiglotError && error.code === 'InvalidConfiguration') return error.place;
    throw error;
  }
  return undefined;
}

describe('a lexicon', () => {
  it('wins over the rules', () => {
    expect(read('La SNCF et la 56e.', 'SNCF,essenneuceffe\n56e,numéro cinquante-six')).toBe(
      'La essenneuceffe et la numéro cinquante-six.',
    );
  });

  it('changes whole words only', () => {
    expect(read('Go, Gore, ego et Go-Go', 'Go,jeu de go')).toBe('jeu de go, Gore, ego et jeu de go-jeu de go');
  });

  it('prefers the same capitals, then takes any', () => {
    const csv = 'Or,le groupe Or\nor,métal';
    expect(read('Or, or et OR', csv)).toBe('le groupe Or, métal et le groupe Or');
  });

  it('prefers the longest of several entries', () => {
    expect(read('New York Times et New York', 'New York,nouillorque\nNew York Times,enne ouaille ti')).toBe(
      'enne ouaille ti et nouillorque',
    );
  });

  it('takes either apostrophe and any space for the same', () => {
    expect(read('L’an\u00A0mil', "L'an mil,l’an 1000")).toBe('l’an 1000');
  });

  it('is logged as written', () => {
    const lexicon = parseLexicon('written,spoken\nsncf,train', 'lexicon.fr.csv');
    const form = spokenForm({ text: 'SN\u00ADCF', kind: 'text', language: 'fr', sentences: [] }, { lexicon });
    expect(form.changes).toEqual([{ written: 'SN\u00ADCF', spoken: 'train' }]);
  });

  it('may hold mark-up and quotes, which are spoken as text', () => {
    expect(read('un SMS', 'SMS,"le ""message"" <b> & co"')).toBe('un le "message" <b> & co');
  });

  it('gives the voice no character that XML forbids', () => {
    expect(read('un SMS', 'SMS,me\u0000ss\uD83Dage')).toBe('un message');
  });

  it('may silence a word', () => {
    expect(read('Bonjour (AFP) à tous', '(AFP),')).toBe('Bonjour à tous');
  });

  it('reads quoted fields, CRLF, a byte order mark and blank lines', () => {
    const lexicon = parseLexicon('\uFEFFwritten,spoken\r\n\r\n"a, ""b""",c\r\nd,e', 'x');
    expect(lexicon.entries).toEqual([
      { written: 'a, "b"', spoken: 'c' },
      { written: 'd', spoken: 'e' },
    ]);
  });

  it.each([
    ['', 'lexicon.fr.csv, line 1, column 1'],
    ['spoken,written\na,b', 'lexicon.fr.csv, line 1, column 1'],
    ['written,spoken\na,b\nc', 'lexicon.fr.csv, line 3, column 1'],
    ['written,spoken\na,b,c', 'lexicon.fr.csv, line 2, column 5'],
    ['written,spoken\n,b', 'lexicon.fr.csv, line 2, column 1'],
    ['written,spoken\nab,"c', 'lexicon.fr.csv, line 2, column 4'],
    ['written,spoken\nab,c"d"', 'lexicon.fr.csv, line 2, column 4'],
    ['written,spoken\n"a\nb",c\nd', 'lexicon.fr.csv, line 4, column 1'],
    [`written,spoken\na,${'b'.repeat(maxLexiconCharacters + 1)}`, 'lexicon.fr.csv, line 2, column 3'],
  ])('refuses %j at its place', (csv, place) => {
    expect(placeOfError(csv)).toBe(place);
  });

  it('takes a field of just the greatest length', () => {
    expect(placeOfError(`written,spoken\na,${'b'.repeat(maxLexiconCharacters)}`)).toBeUndefined();
  });

  it('of 20,000 entries reads a long text in about the time of a short one', () => {
    const csv = Array.from({ length: 20_000 }, (_, index) => `mot${index},parole`).join('\n');
    expect(read('mot7 et mot19999 et mot20000 '.repeat(2_000), csv)).toMatch(/^parole et parole et mot20000 /u);
  });
});
