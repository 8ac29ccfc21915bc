import { describe, expect, it } from 'vitest';
import { resample } from '../../../local/polly/audio/resample.ts';
import { loudness, signalToNoiseDb, tone } from './tones.ts';

const fromHz = 22_050;

describe('resample', () => {
  it.each([8000, 16_000, 24_000, 44_100, 48_000])('keeps a sine of 1 kHz clean at %i Hz', toHz => {
    // 1,050 Hz has whole periods in the window at every rate, so that the fit is exact.
    const sine = Float32Array.from({ length: fromHz }, (_, n) => Math.sin((2 * Math.PI * 1050 * n) / fromHz));
    expect(signalToNoiseDb(resample(sine, fromHz, toHz), 1050, toHz)).toBeGreaterThan(60);
  });

  it.each([
    [8000, 5000],
    [8000, 9000],
    [16_000, 9500],
  ])('lets nothing above half of %i Hz come back as another tone (%i Hz)', (toHz, hertz) => {
    const sine = Float32Array.from(tone(hertz, fromHz, 1));
    // Away from the edges: a tone that starts at once holds all frequencies.
    const heard = resample(sine, fromHz, toHz).subarray(toHz * 0.1, toHz * 0.9);
    expect(20 * Math.log10(loudness(heard) / loudness(sine))).toBeLessThan(-60);
  });

  it.each([44_100, 48_000])('makes no image above the original band at %i Hz', toHz => {
    const sine = Float32Array.from({ length: fromHz }, (_, n) => Math.sin((2 * Math.PI * 8400 * n) / fromHz));
    expect(signalToNoiseDb(resample(sine, fromHz, toHz), 8400, toHz)).toBeGreaterThan(60);
  });

  it.each([0, 1, 22_049, 22_050])('keeps the duration of %i samples', length => {
    expect(resample(new Float32Array(length), fromHz, 44_100)).toHaveLength(length * 2);
  });

  it('keeps a constant constant, away from the edges', () => {
    const flat = resample(new Float32Array(2205).fill(0.5), fromHz, 48_000);
    for (const sample of flat.subarray(500, 4000)) expect(sample).toBeCloseTo(0.5, 5);
  });
});
