import { describe, expect, it } from 'vitest';
import { encode } from '../../../local/polly/audio/encode.ts';
import { sampleRates } from '../../../local/polly/audio/formats.ts';
import { readMp3 } from './mp3-frames.ts';
import { tone } from './tones.ts';

const sampleRateHz = 22_050;
const mp3 = (samples: Int16Array<ArrayBuffer>, toHz = 44_100) => encode({ samples, sampleRateHz, format: 'mp3', toHz });

describe('MP3', () => {
  it.each(sampleRates.mp3)(
    'has one bit rate and the duration of the speech, within 1,152 samples, at %i Hz',
    async toHz => {
      for (const seconds of [0.2, 0.5, 1.234, 3]) {
        const stream = readMp3(await mp3(tone(440, sampleRateHz, seconds), toHz));
        expect(stream.kbps.size).toBe(1);
        expect(Math.abs(stream.samples - seconds * toHz)).toBeLessThanOrEqual(1152);
      }
    },
  );

  it.each([1, 100, 575, 577])('is one frame and the delay of the encoder for %i samples', async length => {
    expect(readMp3(await mp3(new Int16Array(length))).frames).toBe(2);
  });

  it('has no Xing, Info or ID3 in it, so that parts join as they are', async () => {
    const bytes = Buffer.from(await mp3(tone(440, sampleRateHz, 1)));
    for (const tag of ['Xing', 'Info', 'ID3', 'TAG']) expect(bytes.includes(tag)).toBe(false);
  });

  it('joins to a stream of the frames of both parts', async () => {
    const [a, b] = [await mp3(tone(440, sampleRateHz, 1)), await mp3(tone(660, sampleRateHz, 0.7))];
    expect(readMp3(Buffer.concat([a, b])).frames).toBe(readMp3(a).frames + readMp3(b).frames);
  });

  it('begins each part without bits of the part before it', async () => {
    await mp3(tone(440, sampleRateHz, 1));
    const [, , , , first = 255, second = 255] = await mp3(tone(660, sampleRateHz, 1));
    // main_data_begin: the nine bits after the header.
    expect((first << 1) | (second >> 7)).toBe(0);
  });

  it('is the same for the same speech, whatever was encoded before', async () => {
    const first = await mp3(tone(440, sampleRateHz, 0.6));
    await mp3(tone(880, sampleRateHz, 1), 8000);
    expect(await mp3(tone(440, sampleRateHz, 0.6))).toEqual(first);
  });
});

describe('PCM', () => {
  it.each(sampleRates.pcm)('is 16 bits, little-endian, of the duration of the speech, at %i Hz', async toHz => {
    const samples = tone(440, sampleRateHz, 1);
    const bytes = Buffer.from(await encode({ samples, sampleRateHz, format: 'pcm', toHz }));
    expect(bytes).toHaveLength(toHz * 2);
    const peak = Math.max(...Array.from({ length: toHz }, (_, n) => bytes.readInt16LE(n * 2)));
    expect(peak).toBeGreaterThan(16_200);
    expect(peak).toBeLessThan(16_600);
  });

  it('clips what the filter lifts above full scale instead of wrapping it', async () => {
    const square = new Int16Array(2205).map((_, n) => (n % 40 < 20 ? 32_767 : -32_768));
    const bytes = Buffer.from(await encode({ samples: square, sampleRateHz, format: 'pcm', toHz: 16_000 }));
    const heard = Array.from({ length: 1500 }, (_, n) => bytes.readInt16LE(n * 2));
    expect(Math.max(...heard)).toBe(32_767);
    // From one end of the scale to the other within a sample is a wrap: the filter is slower than that.
    const jumps = heard.slice(1).map((sample, n) => Math.abs(sample - (heard[n] ?? 0)));
    expect(Math.max(...jumps)).toBeLessThan(60_000);
  });
});

describe('Ogg Vorbis', () => {
  it.each(sampleRates.ogg_vorbis)(
    'is a Vorbis stream of the rate asked for, the same every time, at %i Hz',
    async toHz => {
      const ogg = () => encode({ samples: tone(440, sampleRateHz, 0.5), sampleRateHz, format: 'ogg_vorbis', toHz });
      const bytes = Buffer.from(await ogg());
      expect(bytes.toString('latin1', 0, 4)).toBe('OggS');
      const header = bytes.indexOf('\u0001vorbis', 0, 'latin1');
      expect(bytes.readUInt32LE(header + 12)).toBe(toHz);
      expect(Buffer.from(await ogg())).toEqual(bytes);
    },
  );
});
