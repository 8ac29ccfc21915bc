import { describe, expect, it } from 'vitest';
import { withNaturalEnd } from '../../../local/polly/audio/natural-end.ts';
import { tone } from './tones.ts';

const rate = 22_050;
const ms = (samples: number) => Math.round((samples * 1000) / rate);
const after = (speech: Int16Array, silentMs: number) =>
  Int16Array.from([...speech, ...new Int16Array((rate * silentMs) / 1000)]);

describe('the end of an utterance', () => {
  it.each([0, 9, 119, 120, 121, 700])('leaves about 120 ms of silence where the engine left %i ms', silentMs => {
    const speech = tone(440, rate, 0.5);
    const ended = withNaturalEnd(after(speech, silentMs), rate, { keepPause: false });
    expect(Math.abs(ms(ended.length - speech.length) - 120)).toBeLessThanOrEqual(1);
  });

  it('keeps a pause that the text ends with', () => {
    const speech = after(tone(440, rate, 0.5), 700);
    expect(withNaturalEnd(speech, rate, { keepPause: true })).toHaveLength(speech.length);
  });

  it('ends speech that stops abruptly without a click', () => {
    const ended = withNaturalEnd(tone(440, rate, 0.5005), rate, { keepPause: false });
    const steps = ended.map((sample, n) => Math.abs(sample - (ended[n - 1] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(2200);
    expect(ended.at(-1)).toBe(0);
  });

  it('gives a breath of silence for speech without sound', () => {
    expect(ms(withNaturalEnd(new Int16Array(170), rate, { keepPause: false }).length)).toBe(120);
  });
});
