import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** Captions as ffmpeg reads them, written as SRT, and all that it had to say from warnings on. */
export async function captionsReadByFfmpeg(format: 'webvtt' | 'srt', captions: string) {
  const child = spawn(ffmpeg.path, ['-v', 'warning', '-f', format, '-i', 'pipe:0', '-f', 'srt', 'pipe:1']);
  child.stdin.end(captions);
  const [srt, warnings] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { cues: srt.split(/\r?\n\r?\n/u).filter(block => block.trim() !== ''), warnings };
}
