import { describe, expect, it } from 'vitest';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';
import { writtenSpan } from '../../../core/spoken/written-span.ts';

/** What a mark on `marked`, as it stands in the SSML, means in the written text. */
function writtenAt(text: string, marked: string): string | undefined {
  const [chunk] = spokenForm({ text, kind: 'text', language: 'fr', sentences: [] }).chunks;
  if (chunk === undefined) return undefined;
  const at = chunk.ssml.indexOf(marked);
  expect(at).toBeGreaterThanOrEqual(0);
  const utf8 = (end: number) => new TextEncoder().encode(chunk.ssml.slice(0, end)).length;
  const span = writtenSpan(chunk, utf8(at), utf8(at + marked.length));
  return span && text.slice(span.start, span.end);
}

describe('writtenSpan', () => {
  it('counts bytes, not characters, before the word', () => {
    expect(writtenAt('L’été 𝔣𝔦𝔫𝔦 à l’œil nu', 'nu')).toBe('nu');
    expect(writtenAt('L’été 𝔣𝔦𝔫𝔦 à l’œil nu', '𝔣𝔦𝔫𝔦')).toBe('𝔣𝔦𝔫𝔦');
  });

  it('takes a word with soft hyphens whole', () => {
    expect(writtenAt('la co\u00ADopé\u00ADration là', 'coopération')).toBe('co\u00ADopé\u00ADration');
  });

  it('takes an entity for its one character', () => {
    expect(writtenAt('a <b> c', '&lt;b&gt;')).toBe('<b>');
    expect(writtenAt('a <b> c', '&lt;')).toBe('<');
    expect(writtenAt('a <b> c', 'lt')).toBe('<');
  });

  it.each(['56e', '<sub alias="cinquante-sixième">56e</sub>', 'cinquante', '</sub>', '6e'])(
    'takes %s in a substitution for the whole token',
    marked => {
      expect(writtenAt('de la 5\u00AD6e place', marked)).toBe('5\u00AD6e');
    },
  );

  it('takes a part of a substitution for the whole, even where both are of one length', () => {
    expect(writtenAt('de la 56e place', '6e')).toBe('56e');
  });

  it('finds nothing for a mark on the root, and nothing outside the document', () => {
    expect(writtenAt('un mot', '<speak>')).toBeUndefined();
    const [chunk] = spokenForm({ text: 'un mot', kind: 'text', language: 'fr', sentences: [] }).chunks;
    expect(chunk && writtenSpan(chunk, 1_000, 1_010)).toBeUndefined();
    expect(chunk && writtenSpan(chunk, 10, 5)).toBeUndefined();
  });
});
