import { createMp3Encoder } from 'wasm-media-encoders';

/** A real MP3 as a voice sends it: 44.1 kHz, constant bit rate. @param channels samples from −1 to 1, one or two channels */
export async function encodedMp3(...channels: readonly Float32Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createMp3Encoder();
  const [left = new Float32Array(), right] = channels;
  encoder.configure({ sampleRate: 44_100, channels: right === undefined ? 1 : 2, bitrate: 64 });
  const body = new Uint8Array(encoder.encode(right === undefined ? [left] : [left, right]));
  return new Uint8Array(Buffer.concat([body, encoder.finalize()]));
}

/** A real MP3 of a sine, mono, 44.1 kHz, constant bit rate, as a voice sends it. @param peak 1 is full scale */
export async function toneMp3(seconds: number, hertz = 440, peak = 0.5): Promise<Uint8Array<ArrayBuffer>> {
  const samples = Float32Array.from(
    { length: Math.round(seconds * 44_100) },
    (_, index) => peak * Math.sin((2 * Math.PI * hertz * index) / 44_100),
  );
  return encodedMp3(samples);
}
