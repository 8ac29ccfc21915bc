import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minChunkLimits, spokenForm } from '../../../core/spoken/spoken-form.ts';
import type { Span, SpokenForm } from '../../../core/spoken/types.ts';
import { sentenceTimes } from '../../../core/timings/sentence-times.ts';
import { encoderDelayMs } from '../../../core/timings/word-times.ts';

/** Joined by a space each. */
function paragraph(...sentences: readonly string[]): { text: string; spans: Span[]; form: SpokenForm } {
  let start = 0;
  const spans = sentences.map(sentence => {
    const span = { start, end: start + sentence.length };
    start = span.end + 1;
    return span;
  });
  const utterance = { text: sentences.join(' '), kind: 'text', language: 'fr', sentences: spans } as const;
  return { text: utterance.text, spans, form: spokenForm(utterance, { cut: 'sentences', limits: minChunkLimits }) };
}

function timed({ spans, form, text }: ReturnType<typeof paragraph>) {
  const starts = form.chunks.map((_, index) => index * 1_000);
  const times = sentenceTimes(spans, form.chunks, starts);
  return times.map(({ start, end, ms }) => [text.slice(start, end), Math.round(ms - encoderDelayMs)]);
}

describe('the spoken form by sentences', () => {
  it('has a request for each, with a pause between them, and that of the paragraph after the last', () => {
    const { form } = paragraph('Il pleut.', 'Il neige.');
    expect(form.chunks.map(({ ssml }) => ssml)).toEqual([
      '<speak>Il pleut. <break time="300ms"/></speak>',
      '<speak>Il neige.<break time="650ms"/></speak>',
    ]);
  });

  it('bills what one request would', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Il pleut à 20 h 30.', 'M. Dupont & Cie.', '« Ah ! »', '5 M€.')), texts => {
        const utterance = { text: texts.join(' '), kind: 'text', language: 'fr' } as const;
        const billed = (form: SpokenForm) => form.chunks.reduce((sum, chunk) => sum + chunk.billedCharacters, 0);
        const { spans, form } = paragraph(...texts);
        expect(billed(form)).toBe(billed(spokenForm({ ...utterance, sentences: spans })));
      }),
    );
  });
});

describe('the times of sentences', () => {
  it('are where their parts of the clip begin', () => {
    expect(timed(paragraph('Il pleut.', 'Il neige.', 'Il vente.'))).toEqual([
      ['Il pleut.', 0],
      ['Il neige.', 1_000],
      ['Il vente.', 2_000],
    ]);
  });

  it('are those of the first part of a sentence too long for one request', () => {
    const long = `${'mot '.repeat(150)}fin.`;
    expect(timed(paragraph('Oui.', long, 'Non.'))).toEqual([
      ['Oui.', 0],
      [long, 1_000],
      ['Non.', 3_000],
    ]);
  });

  it('are not there for a sentence that has no sound', () => {
    expect(timed(paragraph('Oui.', '…', 'Non.'))).toEqual([
      ['Oui.', 0],
      ['Non.', 1_000],
    ]);
  });
});
