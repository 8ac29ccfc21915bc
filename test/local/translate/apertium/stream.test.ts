import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeLine } from '../../../../local/translate/apertium/stream.ts';

describe('the stream format of Apertium', () => {
  it('gives back any line of text as it was, if nothing is translated', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 200 }).filter(text => !/[\p{Cc}\u00a0\u202f]/u.test(text));
    fc.assert(
      fc.property(line, text => {
        expect(decodeAnswer(encodeLine(text))).toEqual({ text, unknown: 0, ungenerated: 0 });
      }),
    );
  });

  it.each(String.raw`\^$@[]{}<>/*#~`.split(''))('keeps a literal %s apart from the syntax', character => {
    expect(decodeAnswer(encodeLine(`a${character}b`))?.text).toBe(`a${character}b`);
  });

  it('lets no NUL into a frame: it would end it early', () => {
    expect(encodeLine('a\0b')).not.toContain('\0');
  });

  it('counts the marks of unknown and of uninflected words, then strips them', () => {
    expect(decodeAnswer('The *zorglub #be at \\@home.[][\n]')).toEqual({
      text: 'The zorglub be at @home',
      unknown: 1,
      ungenerated: 1,
    });
  });

  it('takes the artificial full stop away, and only that one', () => {
    expect(decodeAnswer('End..[][\n]')?.text).toBe('End.');
    expect(decodeAnswer('End[][\n]')?.text).toBe('End');
  });

  it('knows an answer that is cut', () => {
    expect(decodeAnswer('The first ha')).toBeUndefined();
  });
});
