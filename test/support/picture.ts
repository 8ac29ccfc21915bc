import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import { ffprobeProgram } from './ffprobe-program.ts';

/** A picture as ffprobe decodes it, and all that it had to say from warnings on. */
export async function decodedPicture(png: Uint8Array) {
  const shown = ['-count_frames', '-show_entries', 'stream=width,height,pix_fmt,nb_read_frames'];
  const child = spawn(ffprobeProgram, ['-v', 'warning', ...shown, '-of', 'csv=p=0', '-f', 'png_pipe', '-i', 'pipe:0']);
  child.stdin.end(png);
  const [shownText, warnings] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [width, height, format, frames] = shownText.trim().split(',');
  return { width: Number(width), height: Number(height), format, frames: Number(frames), warnings };
}

/** Its pixels as ffmpeg decodes them: red, green and blue, row by row. */
export async function picturePixels(png: Uint8Array): Promise<number[]> {
  const rgb = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'];
  const child = spawn(ffmpeg.path, ['-v', 'error', '-f', 'png_pipe', '-i', 'pipe:0', ...rgb]);
  child.stdin.end(png);
  return [...(await buffer(child.stdout))];
}
