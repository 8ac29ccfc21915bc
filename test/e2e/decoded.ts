import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** An MP3 as ffmpeg hears it: mono, 16 bits. */
export interface Decoded {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  /** All that ffmpeg had to say from warnings on. */
  readonly warnings: string;
}

/** Decodes a whole file. */
export async function decode(mp3: Uint8Array, sampleRateHz: number): Promise<Decoded> {
  const child = spawn(ffmpeg.path, ['-v', 'warning', '-f', 'mp3', '-i', 'pipe:0', '-f', 's16le', '-ac', '1', 'pipe:1']);
  child.stdin.end(mp3);
  const [pcm, warnings] = await Promise.all([buffer(child.stdout), text(child.stderr)]);
  // Copied, as a Buffer may begin at an odd byte.
  return { samples: new Int16Array(Uint8Array.from(pcm).buffer), sampleRateHz, warnings };
}

export function durationMs({ samples, sampleRateHz }: Decoded): number {
  return (samples.length * 1000) / sampleRateHz;
}

const windowMs = 20;
/** RMS below this counts as silence: -50 dBFS. */
const silentBelow = 32_768 * 10 ** (-50 / 20);

/** How much of it is silence, from 0 to 1, in windows of 20 ms. */
export function silentShare({ samples, sampleRateHz }: Decoded): number {
  const size = Math.round((sampleRateHz * windowMs) / 1000);
  const windows = Math.floor(samples.length / size);
  let silent = 0;
  for (let window = 0; window < windows; window += 1) {
    const square = samples.subarray(window * size, (window + 1) * size).reduce((sum, sample) => sum + sample ** 2, 0);
    if (Math.sqrt(square / size) < silentBelow) silent += 1;
  }
  return silent / windows;
}
