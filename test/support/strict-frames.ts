import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ffprobeProgram } from './ffprobe-program.ts';

/** How many frames ffprobe decodes while it holds each to its checksum, and all that it had to say from warnings on. */
export async function framesReadStrictly(mp3: Uint8Array): Promise<{ frames: number; complaints: string }> {
  const shown = ['-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0'];
  const child = spawn(ffprobeProgram, [
    '-v',
    'warning',
    '-err_detect',
    'crccheck',
    ...shown,
    '-f',
    'mp3',
    '-i',
    'pipe:0',
  ]);
  child.stdin.end(mp3);
  const [frames, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { frames: Number(frames.trim()), complaints };
}
