import type { ChannelMode, FrameHeader, MpegVersion } from './frame-header.ts';
import { clipRejected, type Frame, readFrames } from './frames.ts';
import { joinBytes } from './join-bytes.ts';

/** What all frames of a stream of constant bit rate have in common. */
export interface Mp3Format {
  readonly version: MpegVersion;
  readonly sampleRateHz: number;
  readonly bitRateKbps: number;
  readonly channelMode: ChannelMode;
  readonly samplesPerFrame: number;
}

/**
 * A stream's frames of sound and nothing else: without tags, header frames (Xing, Info, VBRI) and junk, so that streams
 * of one constant bit rate can be joined, and last together as long as each by itself. Idempotent.
 * @throws DiglotError ClipRejected if there is no sound, the last frame is cut off, or the stream is of free format
 */
export function plainFrames(mp3: Uint8Array): Uint8Array<ArrayBuffer> {
  const stretches: Uint8Array[] = [];
  for (const { start, end } of soundFrames(mp3)) stretches.push(mp3.subarray(start, end));
  return joinBytes(stretches);
}

/**
 * The one format of all frames.
 * @throws DiglotError ClipRejected as plainFrames; and if the frames differ: such a stream can not be joined or sought
 */
export function mp3Format(mp3: Uint8Array): Mp3Format {
  const [first, ...others] = soundFrames(mp3).map(({ header }) => formatOf(header));
  if (first === undefined) throw noSound(mp3.length);
  const index = others.findIndex(format => !sameFormat(first, format));
  const other = others[index];
  if (other === undefined) return first;
  throw clipRejected(
    `The MP3 stream changes its format: frame 1 is ${describe(first)}, frame ${index + 2} is ${describe(other)}.`,
    `frame ${index + 2}`,
  );
}

/**
 * How long a stream plays, by its frames: exact to the sample, whatever its headers claim.
 * @throws DiglotError ClipRejected as mp3Format
 */
export function mp3DurationMs(mp3: Uint8Array): number {
  const { samplesPerFrame, sampleRateHz } = mp3Format(mp3);
  return (soundFrames(mp3).length * samplesPerFrame * 1000) / sampleRateHz;
}

/**
 * Joins streams without a seam.
 * @param parts in order, not empty; tags and header frames in them are left out
 * @throws DiglotError ClipRejected as plainFrames, and unless all have one sample rate, channel mode and bit rate
 */
export function joinMp3(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const formats = parts.map(mp3Format);
  const [first] = formats;
  if (first === undefined) throw noSound(0);
  const index = formats.findIndex(format => !sameFormat(first, format));
  const other = formats[index];
  if (other !== undefined) {
    throw clipRejected(
      `The parts can not be joined: part 1 is ${describe(first)}, part ${index + 1} is ${describe(other)}.`,
      `part ${index + 1}`,
    );
  }
  return joinBytes(parts.map(plainFrames));
}

function soundFrames(mp3: Uint8Array): Frame[] {
  const frames = [...readFrames(mp3)];
  if (frames.length === 0) throw noSound(mp3.length);
  return frames;
}

function formatOf(header: FrameHeader): Mp3Format {
  const { version, sampleRateHz, bitRateKbps, channelMode, samples } = header;
  return { version, sampleRateHz, bitRateKbps, channelMode, samplesPerFrame: samples };
}

function sameFormat(a: Mp3Format, b: Mp3Format): boolean {
  return a.sampleRateHz === b.sampleRateHz && a.bitRateKbps === b.bitRateKbps && a.channelMode === b.channelMode;
}

function describe({ sampleRateHz, bitRateKbps, channelMode }: Mp3Format): string {
  return `${sampleRateHz} Hz, ${bitRateKbps} kbit/s, ${channelMode}`;
}

function noSound(bytes: number) {
  return clipRejected(`There is not one MP3 frame of sound in the ${bytes} bytes of speech that came.`);
}
