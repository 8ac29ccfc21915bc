/** Frames by the letter of the standard, with noise or silence inside: enough for whatever reads headers only. */

export interface FrameShape {
  readonly version: '1' | '2' | '2.5';
  /** Index of the header's field, 0 to 2. */
  readonly rateIndex: number;
  /** Index of the header's field, 1 to 14; 0 is free format. */
  readonly bitRateIndex: number;
  /** The header's field: 0 stereo, 1 joint stereo, 2 dual channel, 3 mono. */
  readonly mode: number;
  readonly padding: 0 | 1;
}

export const monoFrame: FrameShape = { version: '1', rateIndex: 0, bitRateIndex: 3, mode: 3, padding: 0 };

const versionBits = { '1': 0b11, '2': 0b10, '2.5': 0b00 };
// Bits a millisecond and hertz as the standard tabulates them, for the few shapes that the tests make.
const kbps = {
  '1': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const hertz = { '1': [44100, 48000, 32000], '2': [22050, 24000, 16000], '2.5': [11025, 12000, 8000] };

export function sampleRateOf({ version, rateIndex }: FrameShape): number {
  return hertz[version][rateIndex] ?? 0;
}

export function samplesOf({ version }: FrameShape): number {
  return version === '1' ? 1152 : 576;
}

export function syntheticFrame(shape: FrameShape, content: (index: number) => number = () => 0): Uint8Array {
  const { version, rateIndex, bitRateIndex, mode, padding } = shape;
  const rate = kbps[version === '1' ? '1' : '2'][bitRateIndex] ?? 0;
  const length = Math.floor(((samplesOf(shape) / 8) * rate * 1000) / sampleRateOf(shape)) + padding;
  const frame = Uint8Array.from({ length }, (_, index) => content(index));
  frame.set([
    0xff,
    0xe0 | (versionBits[version] << 3) | 0b011,
    (bitRateIndex << 4) | (rateIndex << 2) | (padding << 1),
    mode << 6,
  ]);
  return frame;
}

/** A frame that names itself `Xing` or `Info` where its side information ends, as an encoder writes it. */
export function headerFrame(shape: FrameShape, name: 'Xing' | 'Info' | 'VBRI'): Uint8Array {
  const frame = syntheticFrame(shape);
  const mono = shape.mode === 3;
  const sideInfo = shape.version === '1' ? (mono ? 17 : 32) : mono ? 9 : 17;
  frame.set(new TextEncoder().encode(name), 4 + (name === 'VBRI' ? 32 : sideInfo));
  return frame;
}

/** @param contentBytes below 128 */
export function id3v2(contentBytes: number): Uint8Array {
  const tag = new Uint8Array(10 + contentBytes).fill(0xff, 10);
  tag.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, contentBytes]);
  return tag;
}

export function id3v1(): Uint8Array {
  const tag = new Uint8Array(128).fill(0xff, 3);
  tag.set([0x54, 0x41, 0x47]);
  return tag;
}

export function concatenated(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pieces.flatMap(piece => [...piece]));
}
