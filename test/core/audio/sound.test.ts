import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMp3Encoder } from 'wasm-media-encoders';
import { joinMp3, mp3DurationMs } from '../../../core/audio/mp3.ts';
import { soundOf } from '../../../core/audio/sound.ts';
import { resample } from '../../../local/polly/audio/resample.ts';
import { openSpeaker, type Speaker } from '../../../local/polly/speaker.ts';
import { concatenated } from './synthetic-mp3.ts';

type Rate = 22050 | 24000 | 44100;
interface Encoding {
  readonly sampleRate: Rate;
  readonly bitrate: 32 | 64 | 128;
  readonly channels: 1 | 2;
}
const clip: Encoding = { sampleRate: 44_100, bitrate: 64, channels: 1 };

async function recorded(samples: Float32Array<ArrayBuffer>, encoding = clip): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createMp3Encoder();
  encoder.configure({ ...encoding, outputSampleRate: encoding.sampleRate });
  const silent = new Float32Array(samples.length);
  const body = encoder.encode(encoding.channels === 1 ? [samples] : [silent, samples]).slice();
  return concatenated(body, encoder.finalize().slice());
}

const second = (rate: number, sample: (at: number) => number) =>
  Float32Array.from({ length: rate }, (_, at) => sample(at));
/** The same noise each time, between −1 and 1. */
const noise = (at: number) => (Math.imul(at + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const decibels = (db: number) => 10 ** (db / 20);

let speaker: Speaker;
beforeAll(() => {
  speaker = openSpeaker();
});
afterAll(() => speaker.close());

async function speech(rate: number): Promise<Float32Array<ArrayBuffer>> {
  const markup = 'La messagerie sécurisée a annoncé mardi compter plus de soixante millions de nouveaux utilisateurs.';
  const { samples, sampleRateHz } = await speaker.call({ markup, voice: 'fr+f2', rate: 155 });
  return resample(
    Float32Array.from(samples, sample => sample / 32_768),
    sampleRateHz,
    rate,
  );
}

const encodings: readonly Encoding[] = [
  clip,
  { ...clip, bitrate: 32 },
  { ...clip, bitrate: 128, channels: 2 },
  { sampleRate: 24_000, bitrate: 64, channels: 1 },
  { sampleRate: 22_050, bitrate: 32, channels: 2 },
];

describe.each(encodings)('the sound of $sampleRate Hz, $bitrate kbit/s, $channels channels', encoding => {
  it('is none in silence, nor in noise that nobody hears', async () => {
    const rate = encoding.sampleRate;
    for (const db of [Number.NEGATIVE_INFINITY, -90, -75]) {
      const mp3 = await recorded(
        second(rate, at => noise(at) * decibels(db)),
        encoding,
      );
      expect(soundOf(mp3)).toEqual({
        soundMs: 0,
        lastSoundMs: 0,
        longestSilenceMs: expect.closeTo(mp3DurationMs(mp3), 6),
      });
    }
  });

  it('is nearly all of speech, even 20 dB below its level, and of a tone', async () => {
    const spoken = await speech(encoding.sampleRate);
    const tone = second(encoding.sampleRate, at => Math.sin(at / 10) / 2);
    for (const samples of [spoken, spoken.map(sample => sample / 10), tone]) {
      const mp3 = await recorded(samples, encoding);
      const { soundMs, longestSilenceMs } = soundOf(mp3);
      expect(soundMs).toBeGreaterThan(0.8 * mp3DurationMs(mp3));
      expect(longestSilenceMs).toBeLessThan(400);
    }
  });

  it('ends where speech is cut and silence put in its place', async () => {
    const spoken = await speech(encoding.sampleRate);
    const cutMs = (spoken.length * 500) / encoding.sampleRate;
    spoken.fill(0, spoken.length >> 1);
    const mp3 = await recorded(spoken, encoding);
    const { lastSoundMs, longestSilenceMs } = soundOf(mp3);
    expect(Math.abs(lastSoundMs - cutMs)).toBeLessThan(100);
    expect(longestSilenceMs).toBeCloseTo(mp3DurationMs(mp3) - lastSoundMs, 3);
  });
});

describe('the longest silence', () => {
  it('is found between two sounds that were joined', async () => {
    const tone = await recorded(second(44_100, at => Math.sin(at / 10) / 2));
    const silence = await recorded(second(44_100, () => 0));
    const { longestSilenceMs } = soundOf(joinMp3([tone, silence, silence, tone]));
    expect(longestSilenceMs).toBeGreaterThan(2_000);
    expect(longestSilenceMs).toBeLessThan(2_200);
  });
});
