import { describe, expect, it } from 'vitest';
import { gainStepDb, withGain } from '../../../core/audio/global-gain.ts';
import { levelClip, levellingOf, maxTruePeakDb, targetLufs } from '../../../core/audio/level.ts';
import { plainFrames } from '../../../core/audio/mp3.ts';
import { mpg123Decoder } from '../../../lambdas/adapters/mpg123-decoder.ts';
import { decode } from '../../e2e/decoded.ts';
import { loudnessByFfmpeg } from '../../support/loudness.ts';
import { encodedMp3, toneMp3 } from '../../support/tone.ts';

const level = async (encoded: Uint8Array) => levelClip(mpg123Decoder(), plainFrames(encoded));
const missedLu = (lufs: number) => Math.abs(lufs - targetLufs);

describe('a clip', () => {
  it.each([1, 0.5, 0.1, 0.02, 0.004])('with peaks of %d is brought to the target, without a warning', async peak => {
    const { mp3, lufs } = await level(await toneMp3(3, 440, peak));
    const byFfmpeg = await loudnessByFfmpeg(mp3);
    expect(missedLu(byFfmpeg.lufs)).toBeLessThanOrEqual(0.35);
    expect(Math.abs(byFfmpeg.lufs - (lufs ?? 0))).toBeLessThan(0.11);
    expect((await decode(mp3, 44_100)).warnings).toBe('');
  });

  it('is as near wherever between two steps it was', async () => {
    for (let tenth = 0; tenth < 15; tenth += 2) {
      const { mp3 } = await level(await toneMp3(2, 1_000, 0.1 * 10 ** (tenth / 200)));
      expect(missedLu((await loudnessByFfmpeg(mp3)).lufs)).toBeLessThanOrEqual(0.35);
    }
  });

  it('changes its gain in a pause, where there is one', async () => {
    const speech = Float32Array.from({ length: 4 * 44_100 }, (_, index) => {
      const isPause = index > 1.5 * 44_100 && index < 2.5 * 44_100;
      return isPause ? 0 : 0.1 * Math.sin((2 * Math.PI * 440 * index) / 44_100);
    });
    // Softer by half a step than the tone that needs no change.
    const { mp3 } = await level(await encodedMp3(speech.map(sample => sample * 0.913)));
    const original = await encodedMp3(speech.map(sample => sample * 0.913));
    const [after, before] = [await decode(mp3, 44_100), await decode(plainFrames(original), 44_100)];
    const gainAt = (second: number) => {
      const peakIn = ({ samples }: typeof after) =>
        Math.max(...samples.slice(second * 44_100, (second + 0.3) * 44_100));
      return 20 * Math.log10(peakIn(after) / peakIn(before));
    };
    expect(gainAt(0.2)).toBeCloseTo(gainAt(1.1), 1);
    expect(gainAt(2.8)).toBeCloseTo(gainAt(3.5), 1);
    expect(gainAt(0.2) - gainAt(3.5)).toBeCloseTo(gainStepDb, 1);
  });

  it('never comes above −1 dBTP, however soft it is', async () => {
    const click = (index: number) => (index % 22_050 < 40 ? 0.2 : 0.000_3 * Math.sin(index / 10));
    const soft = await encodedMp3(Float32Array.from({ length: 88_200 }, (_, index) => click(index)));
    const { mp3 } = await level(soft);
    const { truePeakDb, lufs } = await loudnessByFfmpeg(mp3);
    expect(truePeakDb).toBeLessThanOrEqual(maxTruePeakDb);
    expect(truePeakDb).toBeGreaterThan(maxTruePeakDb - 2 * gainStepDb);
    expect(lufs).toBeLessThan(targetLufs - 1);
  });

  it('shorter than a block is brought there as a whole', async () => {
    const { mp3, lufs } = await level(await toneMp3(0.2));
    expect(missedLu(lufs ?? 0)).toBeLessThanOrEqual(0.75);
    expect((await decode(mp3, 44_100)).warnings).toBe('');
  });

  it('of silence stays as it is', async () => {
    const silence = plainFrames(await toneMp3(1, 440, 0));
    expect(await level(silence)).toEqual({ mp3: silence });
  });

  it('that was levelled before is left as it is or nearly so, and never drifts', async () => {
    const once = await level(await toneMp3(2, 440, 0.3));
    const twice = await level(once.mp3);
    expect(missedLu(twice.lufs ?? 0)).toBeLessThanOrEqual(0.35);
  });
});

describe('the steps', () => {
  const steady = (lufs: number, truePeakDb = -40) => {
    const energies = Array.from({ length: 20 }, () => 10 ** ((lufs + 0.691) / 10));
    return { lufs, truePeakDb, energies };
  };
  const room = { min: -200, max: 200 };

  it('are one number for a whole clip that they bring near enough', () => {
    const wanting = (db: number) => levellingOf(steady(targetLufs - db), room);
    expect(wanting(4 * gainStepDb + 0.1)).toEqual({ stepsBefore: 5, stepsAfter: 4, changesAt: 0 });
    expect(wanting(5 * gainStepDb - 0.1)).toEqual({ stepsBefore: 5, stepsAfter: 4, changesAt: 20 });
    expect(wanting(4.5 * gainStepDb).changesAt).toBeGreaterThan(5);
    expect(wanting(4.5 * gainStepDb).changesAt).toBeLessThan(15);
  });

  it('end where a field would overflow, above and below', () => {
    const most = levellingOf(steady(targetLufs - 30), { min: -2, max: 3 });
    expect([most.stepsAfter, most.changesAt]).toEqual([3, 0]);
    const least = levellingOf(steady(targetLufs + 30), { min: -2, max: 3 });
    expect([least.stepsAfter, least.changesAt]).toEqual([-2, 0]);
  });

  it('end where the peak would, at n − 1, n and n + 1', () => {
    const stepsFor = (truePeakDb: number) =>
      levellingOf(steady(targetLufs - 10 * gainStepDb, truePeakDb), room).stepsAfter;
    const justFits = maxTruePeakDb - 6 * gainStepDb;
    expect([justFits - 0.01, justFits + 0.01, justFits + 0.01 + gainStepDb].map(stepsFor)).toEqual([6, 5, 4]);
  });

  it('are undone to the same bytes', async () => {
    const mp3 = plainFrames(await toneMp3(1, 440, 0.1));
    const louder = withGain(mp3, granule => (granule < 30 ? 3 : 2));
    expect(withGain(louder, granule => (granule < 30 ? -3 : -2))).toEqual(mp3);
  });
});
