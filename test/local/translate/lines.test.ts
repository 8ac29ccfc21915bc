import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineFailed, type TranslationEngine } from '../../../local/translate/engine.ts';
import { translateText } from '../../../local/translate/lines.ts';

/** Upper-cases: its answers are easily told from its questions. */
const shouting: TranslationEngine = engine(lines => lines.map(line => line.toUpperCase()));

function engine(translate: (lines: readonly string[]) => string[]): TranslationEngine {
  return { name: 'apertium', version: '0', translate: async lines => translate(lines), close: async () => {} };
}

describe('translating a text line by line', () => {
  it('gives back every line end and all white space around the lines', async () => {
    const text = '  un\r\n\r\n\tdeux \ntrois\rquatre\u2028cinq\n';
    expect((await translateText(shouting, text)).text).toBe(text.toUpperCase());
  });

  it('gives back as many line ends as came, whatever the text', async () => {
    const unit = fc.constantFrom('a', 'é', ' ', '\n', '\r', '\u2029', '1', '.', '😀', '\0');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 60 }), async text => {
        expect((await translateText(shouting, text)).text).toBe(text.toUpperCase());
      }),
    );
  });

  it('asks the engine for nothing where there is no letter', async () => {
    const never = engine(() => {
      throw new Error('asked');
    });
    expect((await translateText(never, '1 234,5 %\n***\n😀 …\n')).text).toBe('1 234,5 %\n***\n😀 …\n');
  });

  it('puts a line end that an engine made up on one line', async () => {
    const splitting = engine(lines => lines.map(() => 'one\ntwo'));
    expect((await translateText(splitting, 'un\ndeux')).text).toBe('one two\none two');
  });

  it.each([
    ['answers too few lines', engine(() => [])],
    ['answers an empty line', engine(lines => lines.map(() => ' '))],
  ])('fails when the engine %s', async (_, faulty) => {
    await expect(translateText(faulty, 'un\ndeux')).rejects.toThrow(EngineFailed);
  });
});
