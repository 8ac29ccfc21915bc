import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Translator } from '../../../core/ports.ts';
import { translationChunks, utf8Bytes } from '../../../core/translation/chunks.ts';
import { composeTranslation } from '../../../core/translation/compose.ts';
import { cutText } from '../../../core/translation/cut.ts';
import { requestCharacters, translateSentences } from '../../../core/translation/translate-sentences.ts';

const pair = { source: 'fr', target: 'en' } as const;

/** Answers by a function, and keeps what it was asked. */
function translator(answer: (text: string) => string): Translator & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async translate({ text }) {
      asked.push(text);
      return { text: answer(text), engine: 'test' };
    },
  };
}

describe('translationChunks', () => {
  it('fills a request to its last byte and not one further', () => {
    const sentences = ['é'.repeat(3), 'abc'];
    expect(translationChunks(sentences, 10)).toEqual([{ text: 'ééé\nabc', sentenceCount: 2 }]);
    expect(translationChunks(sentences, 9)).toHaveLength(2);
  });

  it('rejoins to its sentences and respects the limit, but for a sentence that exceeds it alone', () => {
    const sentence = fc.string({ unit: 'grapheme' }).map(text => text.replaceAll('\n', ' '));
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), fc.integer({ min: 4, max: 60 }), (sentences, maxBytes) => {
        const chunks = translationChunks(sentences, maxBytes);
        expect(chunks.map(({ text }) => text).join('\n')).toBe(sentences.join('\n'));
        for (const { text, sentenceCount } of chunks) {
          if (sentenceCount > 1) expect(utf8Bytes(text)).toBeLessThanOrEqual(maxBytes);
        }
      }),
    );
  });
});

describe('cutText', () => {
  const atMost = (max: number) => (piece: string) => piece.length <= max;

  it('cuts after a semicolon rather than a comma, and after a comma rather than at a space', () => {
    expect(cutText('un deux trois; quatre, cinq', atMost(24))).toEqual(['un deux trois; ', 'quatre, cinq']);
    expect(cutText('un deux trois, quatre cinq', atMost(24))).toEqual(['un deux trois, ', 'quatre cinq']);
    expect(cutText('un deux trois quatre cinq', atMost(24))).toEqual(['un deux trois quatre ', 'cinq']);
  });

  it('never cuts a grapheme', () => {
    const family = '👩‍👩‍👧‍👦';
    const pieces = cutText(family.repeat(5), piece => utf8Bytes(piece) <= 40);
    expect(pieces).toEqual([family, family, family, family, family]);
  });

  it('rejoins to the text, each piece within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 64, max: 120 }), (text, max) => {
        const pieces = cutText(text, piece => utf8Bytes(piece) <= max);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(utf8Bytes(piece)).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('translateSentences', () => {
  it('sends the sentences of a paragraph in one request, a line each', async () => {
    const service = translator(text => text.toUpperCase());
    const made = await translateSentences(service, ['un.', 'deux.'], pair);
    expect(made).toEqual({ sentences: ['UN.', 'DEUX.'], engine: 'test', characters: 9, terms: [] });
    expect(service.asked).toEqual(['un.\ndeux.']);
  });

  it('asks sentence by sentence where the lines do not come back as many', async () => {
    const service = translator(text => text.replaceAll('\n', ' ').toUpperCase());
    const made = await translateSentences(service, ['un.', 'deux.'], pair);
    expect(made.sentences).toEqual(['UN.', 'DEUX.']);
    expect(made.characters).toBe('un.\ndeux.'.length + 'un.'.length + 'deux.'.length);
  });

  it('asks again for the one sentence whose line comes back empty', async () => {
    const service = translator(text => (text.includes('\n') ? 'ONE\n' : text.toUpperCase()));
    expect((await translateSentences(service, ['un.', 'deux.'], pair)).sentences).toEqual(['ONE', 'DEUX.']);
    expect(service.asked).toEqual(['un.\ndeux.', 'deux.']);
  });

  it('does not try lines again with a service that did not keep them', async () => {
    const service = translator(text => text.replaceAll('\n', ' '));
    const sentences = [0, 1, 2, 3].map(index => `${index} `.padEnd(4_000, 'mot '));
    const made = await translateSentences(service, sentences, pair);
    expect(made.sentences).toEqual(sentences.map(sentence => sentence.trim()));
    expect(service.asked.map(text => text.split('\n').length)).toEqual([2, 1, 1, 1, 1]);
  });

  it('sends no line end but those between sentences', async () => {
    const service = translator(text => text);
    await translateSentences(service, ['un\r\ndeux.', 'trois\u2028quatre.'], pair);
    expect(service.asked).toEqual(['un deux.\ntrois quatre.']);
  });

  it('bills what requestCharacters foretells, where the lines are kept', async () => {
    const sentences = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(text => `a${text}`));
    await fc.assert(
      fc.asyncProperty(sentences, async texts => {
        const made = await translateSentences(
          translator(text => text.replaceAll(/[^\n]+/gu, 'x')),
          texts,
          pair,
        );
        expect(made.characters).toBe(requestCharacters(texts));
      }),
    );
  });

  it('names the terminology in every request', async () => {
    const named: (string | undefined)[] = [];
    const service: Translator = {
      translate: async ({ text, terminology }) => {
        named.push(terminology);
        return { text: text.replaceAll('\n', ' '), engine: 'test' };
      },
    };
    await translateSentences(service, ['un.', 'deux.'], { ...pair, terminology: 'press' });
    expect(named).toEqual(['press', 'press', 'press']);
  });

  it('cuts a sentence of more than 10,000 bytes and gives it back as one', async () => {
    const service = translator(text => text.trim().toUpperCase());
    const long = `${'mot '.repeat(4_000)}fin.`;
    const made = await translateSentences(service, [long], pair);
    expect(made.sentences).toEqual([long.toUpperCase()]);
    for (const text of service.asked) expect(utf8Bytes(text)).toBeLessThanOrEqual(10_000);
  });

  it('never takes silence for a translation', async () => {
    await expect(
      translateSentences(
        translator(() => '  '),
        ['un.'],
        pair,
      ),
    ).rejects.toMatchObject({
      code: 'TranslationMisaligned',
    });
  });
});

describe('composeTranslation', () => {
  it('puts reviewed and machine sentences in the order and under the ids of their counterparts', () => {
    const counterparts = [0, 1, 2].map(index => ({ id: `p4s${index}`, start: 0, end: 1 }));
    const { text, sentences } = composeTranslation(
      counterparts,
      [undefined, 'Reviewed.', undefined],
      ['One.', 'Three.'],
    );
    expect(text).toBe('One. Reviewed. Three.');
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual(['One.', 'Reviewed.', 'Three.']);
    expect(sentences.map(({ id, origin }) => [id, origin])).toEqual([
      ['p4s0', 'machine'],
      ['p4s1', 'memory'],
      ['p4s2', 'machine'],
    ]);
  });
});
