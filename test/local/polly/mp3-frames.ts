/** What a stream of MP3 frames says about itself; for mono, as the recorder makes it. */
export interface Mp3Stream {
  readonly frames: number;
  readonly samples: number;
  readonly seconds: number;
  readonly kbps: ReadonlySet<number>;
}

const mpeg1Kbps = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const mpeg2Kbps = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesHz = [44_100, 48_000, 32_000];

/** Walks the frames from the first byte to the last. @throws where a byte belongs to no frame */
export function readMp3(mp3: Uint8Array): Mp3Stream {
  const kbps = new Set<number>();
  let frames = 0;
  let samples = 0;
  let seconds = 0;
  for (let at = 0; at < mp3.length; ) {
    const [sync = 0, version = 0, rates = 0] = mp3.subarray(at, at + 3);
    if (sync !== 0xff || (version & 0xe6) !== 0xe2) throw new Error(`No frame of layer III at byte ${at}.`);
    const mpeg1 = (version & 0x18) === 0x18;
    const divisor = mpeg1 ? 1 : (version & 0x18) === 0x10 ? 2 : 4;
    const rateHz = (ratesHz[(rates >> 2) & 3] ?? 0) / divisor;
    const bitRate = (mpeg1 ? mpeg1Kbps : mpeg2Kbps)[rates >> 4] ?? 0;
    const frameSamples = mpeg1 ? 1152 : 576;
    at += Math.floor((frameSamples / 8) * ((bitRate * 1000) / rateHz)) + ((rates >> 1) & 1);
    if (at > mp3.length) throw new Error('The last frame is cut.');
    kbps.add(bitRate);
    frames += 1;
    samples += frameSamples;
    seconds += frameSamples / rateHz;
  }
  return { frames, samples, seconds, kbps };
}
