import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphKinds } from '../../../core/edition/schema.ts';
import { languages } from '../../../core/languages.ts';
import type { SpeechMark } from '../../../core/ports.ts';
import { minChunkLimits, spokenForm } from '../../../core/spoken/spoken-form.ts';
import type { SpeechChunk, Utterance } from '../../../core/spoken/types.ts';
import { proveCoverage } from '../../../core/timings/proof.ts';
import { encoderDelayMs, wordTimes } from '../../../core/timings/word-times.ts';
import { wordsToSay } from '../../../core/timings/words-to-say.ts';
import { toyMarks, toyWordMs } from '../../support/toy-voice.ts';

function french(text: string): Utterance {
  return { text, kind: 'text', language: 'fr', sentences: [{ start: 0, end: text.length }] };
}

function onlyChunk(utterance: Utterance): SpeechChunk {
  const [chunk] = spokenForm(utterance).chunks;
  if (chunk === undefined) throw new Error('There is nothing to say.');
  return chunk;
}

function timedWords(text: string, alter: (marks: SpeechMark[]) => SpeechMark[] = marks => marks) {
  const chunk = onlyChunk(french(text));
  const timings = wordTimes(chunk, alter(toyMarks(chunk.ssml)), 0);
  return timings.map(({ start, end, ms }) => [text.slice(start, end), Math.round(ms - encoderDelayMs)]);
}

describe('the words of a chunk', () => {
  it('stand in the written text where the marks stand in the SSML', () => {
    expect(timedWords('L’été à Brest, 😀 là & <ici>')).toEqual([
      ['L’été', 0],
      ['à', 400],
      ['Brest,', 800],
      ['là', 1200],
      ['&', 1600],
      ['<ici>', 2000],
    ]);
  });

  it('are one for a substitution, from the first of its marks on', () => {
    const inContent = (marks: SpeechMark[]) =>
      marks.flatMap(mark => [mark, { ...mark, timeMs: mark.timeMs + 100 }, { ...mark, timeMs: mark.timeMs + 200 }]);
    expect(timedWords('De la 56e place', inContent)).toEqual([
      ['De', 0],
      ['la', 400],
      ['56e', 800],
      ['place', 1200],
    ]);
  });

  it('take in the soft hyphens that are written but not sent', () => {
    expect(timedWords('un so\u00ADleil')).toEqual([
      ['un', 0],
      ['so\u00ADleil', 400],
    ]);
  });

  it('begin after the parts of the clip before them', () => {
    const chunk = onlyChunk(french('Bonjour'));
    expect(wordTimes(chunk, toyMarks(chunk.ssml), 10_000)).toEqual([
      { start: 0, end: 7, ms: expect.closeTo(10_025.057, 3) },
    ]);
  });

  it('are not there for a mark on tags alone, or of a sentence', () => {
    const chunk = onlyChunk(french('Bonjour'));
    const marks: SpeechMark[] = [
      { type: 'word', timeMs: 0, start: 0, end: 7 },
      { type: 'sentence', timeMs: 0, start: 7, end: 14 },
    ];
    expect(wordTimes(chunk, marks, 0)).toEqual([]);
  });

  it.each<[string, (marks: SpeechMark[]) => SpeechMark[]]>([
    ['their place', marks => [...marks.slice(1), ...marks.slice(0, 1)].map((mark, at) => ({ ...mark, timeMs: at }))],
    ['their time', marks => marks.map((mark, at) => ({ ...mark, timeMs: 100 - at }))],
  ])('are refused where the marks go back in %s', (_, alter) => {
    expect(() => timedWords('un deux trois', alter)).toThrow('out of order');
  });
});

/** Pieces that offsets, entities and substitutions may stumble over. */
const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...'56e|XVIIIe siècle|12 %|1\u202F234,5|5 M€|20 h 30|M. Dupont|l’ONU|[1]|&|<|>|"|<break/>|&amp;|\u00AD|so\u00ADleil|\u200B|👨‍👩‍👧|🎉|e\u0301|\uD83D|\uDE00|\u0000|\n| |\u00A0|. |, |https://exemple.fr/a?b=c|été|mot|5th|العربية|中文|𝔘𝔫𝔦|2/3|étudiant·e·s|«|»'.split(
        '|',
      ),
    ),
  },
);
const utterances: fc.Arbitrary<Utterance> = fc.record({
  text: fc.array(pieces, { minLength: 1, maxLength: 60 }).map(parts => parts.join('')),
  kind: fc.constantFrom(...paragraphKinds),
  language: fc.constantFrom(...languages),
  sentences: fc.constant([]),
});

/** Voices differ in what is a word: by white space, by runs of letters and digits, by characters. */
const tokenizers = fc.constantFrom(
  /[^\s<>]*[\p{L}\p{N}][^\s<>]*/gu,
  /[\p{L}\p{M}\p{N}]+/gu,
  /[\p{L}\p{N}]/gu,
  // An entity is one character of the text: no mark ends within.
  /(?:&\w+;|[^\s<>&])+/gu,
);

function timesOfAll(chunks: readonly SpeechChunk[], word: RegExp) {
  return chunks.flatMap((chunk, index) => wordTimes(chunk, toyMarks(chunk.ssml, word), index * 1e6));
}

describe('of any text, however a voice divides it', () => {
  it('the words stand in order within it, none overlaps another, and no time goes back', () => {
    fc.assert(
      fc.property(utterances, tokenizers, (utterance, word) => {
        let [end, ms] = [0, 0];
        for (const timing of timesOfAll(spokenForm(utterance, { limits: minChunkLimits }).chunks, word)) {
          expect(timing.start).toBeGreaterThanOrEqual(end);
          expect(timing.end).toBeGreaterThan(timing.start);
          expect(timing.ms).toBeGreaterThanOrEqual(ms);
          ({ end, ms } = timing);
        }
        expect(end).toBeLessThanOrEqual(utterance.text.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('every word has a time if all are marked', () => {
    fc.assert(
      fc.property(utterances, tokenizers, (utterance, word) => {
        const { chunks } = spokenForm(utterance, { limits: minChunkLimits });
        proveCoverage(utterance, chunks, timesOfAll(chunks, word));
      }),
      { numRuns: 1500 },
    );
  });

  it('a word whose marks are missing is found out', () => {
    fc.assert(
      fc.property(utterances, fc.double({ min: 0, max: 0.999, noNaN: true }), (utterance, share) => {
        const { chunks } = spokenForm(utterance);
        const words = wordsToSay(utterance, chunks);
        const lost = words[Math.floor(share * words.length)];
        fc.pre(lost !== undefined);
        const kept = timesOfAll(chunks, /[\p{L}\p{M}\p{N}]+/gu).filter(
          ({ start, end }) => end <= (lost?.start ?? 0) || start >= (lost?.end ?? 0),
        );
        expect(() => proveCoverage(utterance, chunks, kept)).toThrow('has no speech mark');
      }),
      { numRuns: 1000 },
    );
  });

  it('a verbatim word is written as it was marked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('été', '𝔘𝔫𝔦', '&', 'l’eau', '中文', 'mot'), { minLength: 1 }), parts => {
        const utterance = french(parts.join(' '));
        const { chunks } = spokenForm(utterance);
        const times = timesOfAll(chunks, /[^\s<>]+/gu);
        expect(times.map(({ start, end }) => utterance.text.slice(start, end))).toEqual(parts);
        times.forEach(({ ms }, index) => expect(ms).toBeCloseTo(encoderDelayMs + index * toyWordMs, 2));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the words to say', () => {
  it.each([
    ['L’État a 1 234,5 € [1] !', ['L’État', 'a', '1', '234,5']],
    ['aujourd’hui *** porte-monnaie 🎉', ['aujourd’hui', 'porte', 'monnaie']],
    ['so\u00ADleil مرحبا 中文 5e', ['so\u00ADleil', '5e']],
    ['… — « »', []],
  ])('of %j are %j', (text, words) => {
    const utterance = french(text);
    const spans = wordsToSay(utterance, spokenForm(utterance).chunks);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(words);
  });
});
