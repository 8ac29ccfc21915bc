import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billedCharacters, speechCharacters } from '../../../core/cost/billed-characters.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';
import { pollyCharacters } from '../../support/in-memory-pipeline.ts';

describe('billed characters', () => {
  it('are the content’s code points: no tags, no aliases, an entity is one', () => {
    expect(billedCharacters('<speak>été 😀 R&amp;D</speak>')).toBe(9);
    expect(billedCharacters('<speak><sub alias="cinquante-sixième">56e</sub><break time="800ms"/></speak>')).toBe(3);
    expect(billedCharacters('<speak></speak>')).toBe(0);
  });

  it('are what the local Polly bills for any text, and never more than the bound', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('aé œ&<>"\u{1F600}1234567890,.€°%!« »\u00AD-;MmXIV')),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, fc.constantFrom('fr', 'en'), (written, language) => {
        const sentences = [{ start: 0, end: written.length }];
        const { chunks } = spokenForm({ text: written, kind: 'title', language, sentences });
        const { characters, mostCharacters } = speechCharacters(chunks);
        const billed = chunks.reduce((total, { ssml }) => total + pollyCharacters(ssml), 0);
        expect(characters).toBe(billed);
        expect(mostCharacters).toBeGreaterThanOrEqual(billed);
      }),
    );
  });
});
