import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders';
import type { Recording } from './formats.ts';
import { resample } from './resample.ts';

/**
 * Kilobits a second, by sample rate. eSpeak NG sounds up to 11 kHz: 64 kbit/s mono leaves it whole at 44.1 kHz, and is a
 * rate of both MPEG versions' tables that every player knows; below, the same bits for the same bandwidth.
 */
const mp3Kbps = { 8000: 16, 16_000: 32, 22_050: 48, 24_000: 48, 44_100: 64, 48_000: 64 } as const;
type Mp3Rate = keyof typeof mp3Kbps;

/** Of a Vorbis stream; the encoder would draw a random one, and the same text would not give the same bytes. */
const OGG_SERIAL = 1;

type Mp3Encoder = Awaited<ReturnType<typeof createMp3Encoder>>;
type OggEncoder = Awaited<ReturnType<typeof createOggEncoder>>;

let mp3Encoder: Promise<Mp3Encoder> | undefined;
let oggEncoder: Promise<OggEncoder> | undefined;

/**
 * Resamples and encodes.
 * @returns MP3: constant bit rate, no Xing, Info or ID3, so that parts join into one stream as they are; PCM: 16 bits,
 *   little-endian
 */
export async function encode(recording: Recording): Promise<Uint8Array<ArrayBuffer>> {
  const samples = resample(Float32Array.from(recording.samples), recording.sampleRateHz, recording.toHz);
  if (recording.format === 'pcm') return encodePcm(samples);
  const scaled = samples.map(sample => Math.max(-1, Math.min(1, sample / 32_768)));
  return recording.format === 'mp3' ? encodeMp3(scaled, recording.toHz) : encodeOgg(scaled, recording.toHz);
}

function encodePcm(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  samples.forEach((sample, at) => {
    view.setInt16(at * 2, Math.max(-32_768, Math.min(32_767, Math.round(sample))), true);
  });
  return new Uint8Array(view.buffer);
}

async function encodeMp3(samples: Float32Array<ArrayBuffer>, rate: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!isMp3Rate(rate)) throw new RangeError(`No bit rate is set for MP3 at ${rate} Hz.`);
  mp3Encoder ??= createMp3Encoder();
  const encoder = await mp3Encoder;
  encoder.configure({ channels: 1, sampleRate: rate, outputSampleRate: rate, bitrate: mp3Kbps[rate] });
  return drain(encoder, wholeFrames(samples, rate));
}

async function encodeOgg(samples: Float32Array, rate: number): Promise<Uint8Array<ArrayBuffer>> {
  oggEncoder ??= createOggEncoder();
  const encoder = await oggEncoder;
  encoder.configure({ channels: 1, sampleRate: rate, oggSerialNo: OGG_SERIAL });
  return drain(encoder, samples);
}

/**
 * Cuts the last, silent part of a frame: the encoder adds 1,152 samples of delay and padding to whole frames, and up to
 * twice that otherwise. So the MP3 lasts as long as what was spoken, within those 1,152: one frame at 44.1 kHz.
 */
function wholeFrames(samples: Float32Array<ArrayBuffer>, rate: number): Float32Array<ArrayBuffer> {
  const frame = rate >= 32_000 ? 1152 : 576;
  const length = Math.max(1, Math.floor(samples.length / frame)) * frame;
  if (length <= samples.length) return samples.subarray(0, length);
  const padded = new Float32Array(length);
  padded.set(samples);
  return padded;
}

/** The encoder's output is valid until its next call only. */
function drain(encoder: Mp3Encoder | OggEncoder, samples: Float32Array): Uint8Array<ArrayBuffer> {
  const body = Uint8Array.from(encoder.encode([samples]));
  const tail = encoder.finalize();
  const whole = new Uint8Array(body.length + tail.length);
  whole.set(body);
  whole.set(tail, body.length);
  return whole;
}

function isMp3Rate(rate: number): rate is Mp3Rate {
  return Object.hasOwn(mp3Kbps, rate);
}
