import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMp3Encoder } from 'wasm-media-encoders';
import { joinMp3, mp3DurationMs, mp3Format, plainFrames } from '../../../core/audio/mp3.ts';
import {
  concatenated,
  type FrameShape,
  headerFrame,
  id3v1,
  id3v2,
  monoFrame,
  sampleRateOf,
  samplesOf,
  syntheticFrame,
} from './synthetic-mp3.ts';

const shapes: fc.Arbitrary<FrameShape> = fc.record({
  version: fc.constantFrom('1', '2', '2.5'),
  rateIndex: fc.nat(2),
  // Of the lowest rates a frame is too short to hold a VBRI header.
  bitRateIndex: fc.integer({ min: 3, max: 14 }),
  mode: fc.nat(3),
  padding: fc.constantFrom(0, 1),
});
const frameCounts = fc.integer({ min: 1, max: 12 });

function frames(shape: FrameShape, count: number): Uint8Array<ArrayBuffer> {
  return concatenated(...Array.from({ length: count }, () => syntheticFrame(shape)));
}

/** A tone as LAME records it. */
async function recorded(samples: number, options: { sampleRate: 22050 | 24000 | 44100; bitrate: 48 | 64 }) {
  const encoder = await createMp3Encoder();
  encoder.configure({ ...options, channels: 1 });
  const tone = Float32Array.from({ length: samples }, (_, at) => Math.sin(at / 20) / 2);
  // The encoder writes over its buffer at each call.
  return concatenated(encoder.encode([tone]).slice(), encoder.finalize().slice());
}

/** The name of the error that an action ends in. */
function refusal(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'not an error';
  }
}

describe('plainFrames', () => {
  it('leaves out tags, header frames and junk, and nothing else, for every version, rate and mode', () => {
    fc.assert(
      fc.property(
        shapes,
        frameCounts,
        fc.constantFrom('Xing', 'Info', 'VBRI'),
        fc.nat(60),
        (shape, count, name, size) => {
          const sound = frames(shape, count);
          const junk = new Uint8Array(size);
          const dressed = concatenated(id3v2(size), junk, headerFrame(shape, name), sound, id3v1());
          expect(plainFrames(dressed)).toEqual(sound);
          expect(plainFrames(sound)).toEqual(sound);
        },
      ),
    );
  });

  it('leaves out a tag, a header frame and junk in the middle, where files were joined carelessly', () => {
    const sound = frames(monoFrame, 3);
    const joined = concatenated(
      sound,
      id3v1(),
      id3v2(20),
      headerFrame(monoFrame, 'Info'),
      sound,
      new Uint8Array(7),
      sound,
    );
    expect(plainFrames(joined)).toEqual(concatenated(sound, sound, sound));
  });

  it('is not misled by sound, or junk, that looks like a header', () => {
    const header = syntheticFrame(monoFrame).subarray(0, 4);
    const misleading = syntheticFrame(monoFrame, index => header[index % 4] ?? 0);
    const sound = concatenated(misleading, ...Array.from({ length: 3 }, () => syntheticFrame(monoFrame)));
    expect(plainFrames(sound)).toEqual(sound);
    const plain = frames(monoFrame, 3);
    expect(plainFrames(concatenated(header, new Uint8Array(50), plain))).toEqual(plain);
  });

  it('refuses what holds no sound: no bytes, text, a tag alone, a header frame alone', () => {
    const refused = [
      new Uint8Array(),
      new TextEncoder().encode('<html>Service Unavailable</html>'),
      id3v2(100),
      headerFrame(monoFrame, 'Info'),
    ];
    for (const bytes of refused) {
      expect(() => plainFrames(bytes)).toThrow(expect.objectContaining({ code: 'ClipRejected' }));
    }
  });

  it('refuses a stream whose last frame is cut off, at whatever byte', () => {
    const sound = frames(monoFrame, 3);
    const frameBytes = sound.length / 3;
    for (let present = 1; present < frameBytes; present += 1) {
      const cut = sound.subarray(0, 2 * frameBytes + present);
      expect(() => plainFrames(cut)).toThrow(/cut off/u);
    }
    expect(plainFrames(sound.subarray(0, 2 * frameBytes))).toHaveLength(2 * frameBytes);
  });

  it('refuses free format, whose frames do not tell their length', () => {
    const free = new Uint8Array(400);
    free.set([0xff, 0xfb, 0x00, 0xc0]);
    expect(() => plainFrames(free)).toThrow(/free format/u);
  });

  it('never fails in another way than by a documented error, nor hangs, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), bytes => {
        expect(refusal(() => plainFrames(bytes))).toBeOneOf([undefined, 'ClipRejected']);
      }),
    );
  });
});

describe('mp3DurationMs', () => {
  it('is frames × samples per frame ÷ rate', () => {
    fc.assert(
      fc.property(shapes, frameCounts, (shape, count) => {
        const expectedMs = (count * samplesOf(shape) * 1000) / sampleRateOf(shape);
        expect(mp3DurationMs(concatenated(headerFrame(shape, 'Info'), frames(shape, count)))).toBe(expectedMs);
      }),
    );
  });

  it('of a recording is that of its samples and the silence that the encoder adds, less than three frames', async () => {
    for (const sampleRate of [22050, 24000, 44100] as const) {
      const durationMs = mp3DurationMs(await recorded(sampleRate * 2, { sampleRate, bitrate: 48 }));
      const frameMs = ((sampleRate === 44100 ? 1152 : 576) * 1000) / sampleRate;
      expect(durationMs).toBeGreaterThanOrEqual(2000);
      expect(durationMs).toBeLessThan(2000 + 4 * frameMs);
    }
  });
});

describe('mp3Format', () => {
  it('tells rate, bit rate and channels of a recording', async () => {
    expect(mp3Format(await recorded(9000, { sampleRate: 44100, bitrate: 64 }))).toEqual({
      version: '1',
      sampleRateHz: 44100,
      bitRateKbps: 64,
      channelMode: 'mono',
      samplesPerFrame: 1152,
    });
  });

  it('refuses a variable bit rate, and says which frame differs', () => {
    const louder = { ...monoFrame, bitRateIndex: 9 };
    const variable = concatenated(frames(monoFrame, 2), frames(louder, 2));
    expect(() => mp3Format(variable)).toThrow(/frame 1 is 44100 Hz, 48 kbit\/s, mono, frame 3 is 44100 Hz, 128 kbit/u);
  });

  it('does not mind padding, which keeps 44.1 kHz at its bit rate', () => {
    const padded = concatenated(
      syntheticFrame(monoFrame),
      syntheticFrame({ ...monoFrame, padding: 1 }),
      frames(monoFrame, 1),
    );
    expect(mp3Format(padded).bitRateKbps).toBe(48);
  });
});

describe('joinMp3', () => {
  it('lasts exactly as long as its parts together, for any format', () => {
    fc.assert(
      fc.property(shapes, fc.array(frameCounts, { minLength: 1, maxLength: 5 }), (shape, counts) => {
        const joined = joinMp3(counts.map(count => concatenated(headerFrame(shape, 'Info'), frames(shape, count))));
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(joined).toEqual(frames(shape, total));
      }),
    );
  });

  it('joins real recordings to the sum of their durations', async () => {
    const options = { sampleRate: 44100, bitrate: 48 } as const;
    const parts = await Promise.all([recorded(30_000, options), recorded(1, options), recorded(70_000, options)]);
    const sumMs = parts.reduce((total, part) => total + mp3DurationMs(part), 0);
    expect(mp3DurationMs(joinMp3(parts))).toBeCloseTo(sumMs, 6);
  });

  it('refuses parts of another rate, bit rate or channel mode, with both formats', () => {
    const others: FrameShape[] = [
      { ...monoFrame, rateIndex: 1 },
      { ...monoFrame, bitRateIndex: 4 },
      { ...monoFrame, mode: 0 },
    ];
    for (const other of others) {
      const join = () => joinMp3([frames(monoFrame, 2), frames(monoFrame, 1), frames(other, 2)]);
      expect(join).toThrow(/part 1 is 44100 Hz, 48 kbit\/s, mono, part 3 is (?!44100 Hz, 48 kbit\/s, mono)/u);
    }
  });

  it('refuses to join nothing', () => {
    expect(() => joinMp3([])).toThrow(expect.objectContaining({ code: 'ClipRejected' }));
  });
});
