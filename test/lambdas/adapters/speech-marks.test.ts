import { describe, expect, it } from 'vitest';
import { parseSpeechMarks } from '../../../lambdas/adapters/speech-marks.ts';

const word = '{"time":6,"type":"word","start":7,"end":11,"value":"Mary"}';
const sentence = '{"time":0,"type":"sentence","start":7,"end":30,"value":"Mary had a little lamb."}';

describe('the stream of speech marks', () => {
  it('is one mark a line, in the order in which they came', () => {
    expect(parseSpeechMarks(`${sentence}\n${word}\n`)).toEqual([
      { type: 'sentence', timeMs: 0, start: 7, end: 30 },
      { type: 'word', timeMs: 6, start: 7, end: 11 },
    ]);
  });

  it('may be empty', () => {
    expect(parseSpeechMarks('')).toEqual([]);
    expect(parseSpeechMarks('\n')).toEqual([]);
  });

  it.each([
    ['a line that is cut', `${word}\n${word.slice(0, 20)}`],
    ['a page of HTML', `${word}\n<html>502</html>`],
    ['a mark without an offset', `${word}\n{"time":6,"type":"word","value":"Mary"}`],
    ['an offset below zero', `${word}\n${word.replace('7', '-7')}`],
    ['a mark of another type', `${word}\n${word.replace('word', 'viseme')}`],
  ])('is refused with %s, by its line and without its text, and may be asked for again', (_, stream) => {
    expect(() => parseSpeechMarks(stream)).toThrow(
      expect.objectContaining({ code: 'ServiceFailed', place: 'line 2 of 2', retryable: true }),
    );
    expect(() => parseSpeechMarks(stream)).not.toThrow(/Mary/u);
  });
});
