import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** How loud ffmpeg finds an MP3, and its true peak; to a tenth. A mono file counts as one channel. */
export async function loudnessByFfmpeg(mp3: Uint8Array): Promise<{ lufs: number; truePeakDb: number }> {
  const measure = ['-map', '0:a', '-filter:a', 'ebur128=peak=true', '-f', 'null', '-'];
  const child = spawn(ffmpeg.path, ['-nostats', '-f', 'mp3', '-i', 'pipe:0', ...measure]);
  child.stdin.end(mp3);
  const [, report] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const summary = report.slice(report.lastIndexOf('Summary:'));
  const figure = (name: string) => Number(new RegExp(`${name}:\\s+(\\S+)`, 'u').exec(summary)?.[1]);
  return { lufs: figure('I'), truePeakDb: figure('Peak') };
}
