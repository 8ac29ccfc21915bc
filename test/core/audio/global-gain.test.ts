import { describe, expect, it } from 'vitest';
import { gainRoom, gainStepDb, withGain } from '../../../core/audio/global-gain.ts';
import { plainFrames } from '../../../core/audio/mp3.ts';
import { decode } from '../../e2e/decoded.ts';
import { loudnessByFfmpeg } from '../../support/loudness.ts';
import { framesReadStrictly } from '../../support/strict-frames.ts';
import { encodedMp3, toneMp3 } from '../../support/tone.ts';
import { concatenated, type FrameShape, monoFrame, syntheticFrame } from './synthetic-mp3.ts';

const two = (seconds: number) =>
  [440, 1_230].map(hertz =>
    Float32Array.from(
      { length: seconds * 44_100 },
      (_, index) => 0.3 * Math.sin((2 * Math.PI * hertz * index) / 44_100),
    ),
  );

describe('the gain of an MP3', () => {
  it.each([
    ['mono', () => toneMp3(1)],
    ['stereo', () => encodedMp3(...two(1))],
  ])(
    'is changed by steps of 1.5 dB in all of its granules and channels, and back to the same bytes (%s)',
    async (_, encoded) => {
      const mp3 = plainFrames(await encoded());
      const softer = withGain(mp3, () => -4);
      const [before, after] = [await loudnessByFfmpeg(mp3), await loudnessByFfmpeg(softer)];
      expect(Math.abs(before.lufs - 4 * gainStepDb - after.lufs)).toBeLessThanOrEqual(0.11);
      expect(Math.abs(before.truePeakDb - 4 * gainStepDb - after.truePeakDb)).toBeLessThanOrEqual(0.11);
      expect((await decode(softer, 44_100)).warnings).toBe('');
      expect(withGain(softer, () => 4)).toEqual(mp3);
      expect(withGain(mp3, () => 0)).toEqual(mp3);
    },
  );

  it('is changed granule by granule', async () => {
    const mp3 = plainFrames(await toneMp3(4));
    const half = (4 * 44_100) / 576 / 2;
    const { samples } = await decode(
      withGain(mp3, granule => (granule < half ? -8 : 0)),
      44_100,
    );
    const peakOf = (from: number, to: number) =>
      samples.slice(from * 44_100, to * 44_100).reduce((peak, sample) => Math.max(peak, sample), 0);
    expect(20 * Math.log10(peakOf(2.5, 3.5) / peakOf(0.5, 1.5))).toBeCloseTo(8 * gainStepDb, 1);
  });

  it('leaves a granule without sound as it is', async () => {
    const mp3 = plainFrames(await toneMp3(1, 440, 0));
    expect(withGain(mp3, () => 5)).toEqual(mp3);
  });
});

const shapes: ReadonlyArray<readonly [string, FrameShape]> = [
  ['mono', monoFrame],
  ['stereo', { ...monoFrame, mode: 0, bitRateIndex: 9 }],
  ['mono of version 2', { ...monoFrame, version: '2', bitRateIndex: 6 }],
  ['stereo of version 2', { ...monoFrame, version: '2', bitRateIndex: 8, mode: 0 }],
];

/** Frames with a checksum, whose granules have a few bits each and a gain of their own. */
function protectedFrames(shape: FrameShape, gains: readonly number[]): Uint8Array<ArrayBuffer> {
  const channels = shape.mode === 3 ? 1 : 2;
  const isVersion1 = shape.version === '1';
  const [lead, granuleBits] = [isVersion1 ? (channels === 1 ? 18 : 20) : 8 + channels, isVersion1 ? 59 : 63];
  const granules = channels * (isVersion1 ? 2 : 1);
  return concatenated(
    ...gains.map(gain => {
      const frame = syntheticFrame(shape);
      frame[1] = (frame[1] ?? 0) & ~1;
      const bits = Array.from({ length: frame.length * 8 }, () => 0);
      const write = (at: number, count: number, value: number) => {
        for (let bit = 0; bit < count; bit += 1) bits[at + bit] = (value >> (count - 1 - bit)) & 1;
      };
      for (let granule = 0; granule < granules; granule += 1) {
        const at = 6 * 8 + lead + granule * granuleBits;
        write(at, 12, 8);
        write(at + 21, 8, gain);
      }
      frame.set(
        Array.from({ length: frame.length - 4 }, (_, byte) =>
          Number.parseInt(bits.slice((byte + 4) * 8, (byte + 5) * 8).join(''), 2),
        ),
        4,
      );
      return frame;
    }),
  );
}

describe('a checksum', () => {
  it.each(shapes)('is right again behind the gain that it protects (%s)', async (_, shape) => {
    const unchecked = protectedFrames(
      shape,
      Array.from({ length: 40 }, () => 100),
    );
    expect(await framesReadStrictly(unchecked)).toMatchObject({ complaints: expect.stringContaining('CRC') });
    const louder = withGain(unchecked, () => 3);
    expect(await framesReadStrictly(louder)).toEqual({ frames: 40, complaints: '' });
    expect(
      withGain(
        withGain(louder, () => -7),
        () => 7,
      ),
    ).toEqual(louder);
  });
});

describe('the room for gain', () => {
  const framesOf = (...gains: number[]) => protectedFrames(monoFrame, gains);

  it('ends where the first field would overflow', () => {
    expect(gainRoom(framesOf(180, 200, 190))).toEqual({ min: -149, max: 55 });
    const loudest = withGain(framesOf(180, 200), () => 55);
    expect(gainRoom(loudest).max).toBe(0);
    expect(withGain(loudest, () => -55)).toEqual(withGain(framesOf(180, 200), () => 0));
  });

  it('does not end with a granule that nobody hears, which stays as it is', () => {
    expect(gainRoom(framesOf(0, 30, 200))).toEqual({ min: -169, max: 55 });
    const softer = withGain(framesOf(0, 30, 200), () => -10);
    expect(softer).toEqual(withGain(framesOf(0, 30, 190), () => 0));
  });

  it('is none without sound', () => {
    expect(gainRoom(new Uint8Array())).toEqual({ min: 0, max: 0 });
  });
});
