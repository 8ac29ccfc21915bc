import { createMp3Encoder } from 'wasm-media-encoders';

/** A real MP3 of a sine, mono, 44.1 kHz, constant bit rate, as a voice sends it. @param peak 1 is full scale */
export async function toneMp3(seconds: number, hertz = 440, peak = 0.5): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: 44_100, channels: 1, bitrate: 64 });
  const samples = Float32Array.from(
    { length: Math.round(seconds * 44_100) },
    (_, index) => peak * Math.sin((2 * Math.PI * hertz * index) / 44_100),
  );
  const body = new Uint8Array(encoder.encode([samples]));
  return new Uint8Array(Buffer.concat([body, encoder.finalize()]));
}
