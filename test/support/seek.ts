import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** A second of a file from where a player jumps to, as ffmpeg decodes it: mono, 16 bits, at 44.1 kHz. */
export async function decodedFrom(file: string, seconds: number): Promise<Int16Array> {
  const { stdout } = await promisify(execFile)(
    ffmpeg.path,
    ['-v', 'error', '-ss', String(seconds), '-i', file, '-t', '1', '-map', '0:a', '-f', 's16le', '-ac', '1', 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 8 * 1024 * 1024 },
  );
  return new Int16Array(Uint8Array.from(stdout).buffer);
}

/**
 * How far from its place a stretch stands, in samples: the least distance at which it equals the whole; undefined if it is
 * nowhere within `reach`.
 */
export function displacement(whole: Int16Array, stretch: Int16Array, at: number, reach: number): number | undefined {
  const equals = (from: number) => stretch.every((sample, index) => Math.abs((whole[from + index] ?? 0) - sample) <= 1);
  for (let distance = 0; distance <= reach; distance += 1) {
    if (equals(at + distance)) return distance;
    if (equals(at - distance)) return -distance;
  }
  return undefined;
}
