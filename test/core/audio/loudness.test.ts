import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Loudness, measureLoudness, type Samples } from '../../../core/audio/loudness.ts';
import { plainFrames } from '../../../core/audio/mp3.ts';
import { mpg123Decoder } from '../../../lambdas/adapters/mpg123-decoder.ts';
import { loudnessByFfmpeg } from '../../support/loudness.ts';
import { encodedMp3, toneMp3 } from '../../support/tone.ts';

/** A sine of 1 kHz with the peaks that a test of the EBU names, in dBFS, one stretch after another. */
function sine(sampleRateHz: number, ...stretches: ReadonlyArray<{ seconds: number; dbfs: number }>): Float32Array {
  const samples = stretches.flatMap(({ seconds, dbfs }) =>
    Array.from(
      { length: Math.round(seconds * sampleRateHz) },
      (_, index) => 10 ** (dbfs / 20) * Math.sin((2 * Math.PI * 1_000 * index) / sampleRateHz),
    ),
  );
  return Float32Array.from(samples);
}

async function* inStretches(
  sampleRateHz: number,
  size: number,
  ...channels: readonly Float32Array[]
): AsyncGenerator<Samples> {
  for (let from = 0; from < (channels[0]?.length ?? 0); from += size) {
    yield { sampleRateHz, channels: channels.map(channel => channel.subarray(from, from + size)) };
  }
}

function measured(sampleRateHz: number, ...channels: readonly Float32Array[]): Promise<Loudness> {
  return measureLoudness(inStretches(sampleRateHz, 10_000, ...channels));
}

describe('the loudness of a recording', () => {
  it.each([22_050, 24_000, 44_100, 48_000])(
    'is that of the standard at %d Hz: −23 LUFS for a stereo sine of −23 dBFS',
    async rate => {
      const channel = sine(rate, { seconds: 5, dbfs: -23 });
      expect((await measured(rate, channel, channel)).lufs).toBeCloseTo(-23, 1);
      expect((await measured(rate, channel)).lufs).toBeCloseTo(-26, 1);
    },
  );

  // EBU Tech 3341, cases 3 and 4, a tenth as long where that is long enough.
  it.each([
    [
      'softer parts',
      [
        { seconds: 5, dbfs: -36 },
        { seconds: 30, dbfs: -23 },
        { seconds: 5, dbfs: -36 },
      ],
    ],
    [
      'near silence',
      [
        { seconds: 5, dbfs: -72 },
        { seconds: 5, dbfs: -36 },
        { seconds: 30, dbfs: -23 },
        { seconds: 5, dbfs: -72 },
      ],
    ],
  ] as const)('leaves out %s', async (_, stretches) => {
    const channel = sine(48_000, ...stretches);
    expect((await measured(48_000, channel, channel)).lufs).toBeCloseTo(-23, 1);
  });

  it('leaves out what nobody hears, however much of it there is and however soft the rest', async () => {
    const channel = sine(48_000, { seconds: 40, dbfs: -75 }, { seconds: 1, dbfs: -50 });
    expect(Math.abs((await measured(48_000, channel, channel)).lufs + 50)).toBeLessThan(1);
  });

  it('is that of the whole where it is shorter than a block of 400 ms', async () => {
    const short = await measured(48_000, sine(48_000, { seconds: 0.25, dbfs: -20 }));
    const tiny = await measured(48_000, sine(48_000, { seconds: 0.05, dbfs: -20 }));
    for (const { lufs } of [short, tiny]) expect(Math.abs(lufs + 23)).toBeLessThan(0.3);
  });

  it.each([0, 1_000, 100_000])('of %d samples of silence is none', async length => {
    expect(await measured(44_100, new Float32Array(length))).toMatchObject({
      lufs: Number.NEGATIVE_INFINITY,
      truePeakDb: Number.NEGATIVE_INFINITY,
    });
  });

  it('does not depend on how its samples come', async () => {
    const channel = sine(44_100, { seconds: 0.7, dbfs: -30 }, { seconds: 0.7, dbfs: -12 });
    const whole = await measureLoudness(inStretches(44_100, channel.length, channel));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 9_000 }), async size => {
        const { lufs, truePeakDb, energies } = await measureLoudness(inStretches(44_100, size, channel));
        expect(lufs).toBeCloseTo(whole.lufs, 9);
        expect([truePeakDb, energies.length]).toEqual([whole.truePeakDb, whole.energies.length]);
      }),
      { numRuns: 20 },
    );
  });

  it('has a true peak between its samples', async () => {
    // A quarter of the rate, begun halfway between: each sample lies 3 dB below the peak.
    const samples = Float32Array.from({ length: 48_000 }, (_, index) => 0.5 * Math.sin(Math.PI * (index / 2 + 0.25)));
    expect(20 * Math.log10(Math.max(...samples))).toBeCloseTo(-9.03, 2);
    const { truePeakDb } = await measured(48_000, samples);
    // EBU Tech 3341, case 16: +0.2 and −0.4 dB.
    expect(truePeakDb).toBeGreaterThan(-6.02 - 0.4);
    expect(truePeakDb).toBeLessThan(-6.02 + 0.2);
  });

  it.each([
    ['a tone', () => toneMp3(2)],
    ['a soft one', () => toneMp3(2, 2_000, 0.02)],
    ['a stereo recording', () => encodedMp3(sine(44_100, { seconds: 2, dbfs: -9 }).slice(), new Float32Array(88_200))],
    [
      'a tone after a pause',
      () => encodedMp3(sine(44_100, { seconds: 1, dbfs: -90 }, { seconds: 1, dbfs: -9 }).slice()),
    ],
  ])('of the MP3 of %s is what ffmpeg measures', async (_, encoded) => {
    const mp3 = plainFrames(await encoded());
    const [ours, theirs] = [await measureLoudness(mpg123Decoder().decode(mp3)), await loudnessByFfmpeg(mp3)];
    expect(Math.abs(ours.lufs - theirs.lufs)).toBeLessThan(0.15);
    expect(Math.abs(ours.truePeakDb - theirs.truePeakDb)).toBeLessThan(0.3);
  });

  it('of a damaged MP3 is told by nobody', async () => {
    const mp3 = plainFrames(await toneMp3(1)).map((byte, index) =>
      index > 2_000 && index % 208 > 30 ? byte ^ 0x55 : byte,
    );
    await expect(measureLoudness(mpg123Decoder().decode(mp3))).rejects.toMatchObject({ code: 'ClipRejected' });
  });
});
