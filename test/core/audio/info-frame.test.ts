import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { infoFrame } from '../../../core/audio/info-frame.ts';
import { mp3DurationMs, plainFrames } from '../../../core/audio/mp3.ts';
import { toneMp3 } from '../../support/tone.ts';

const folder = mkdtempSync(join(tmpdir(), 'diglot-info-'));
afterAll(() => rmSync(folder, { recursive: true }));

let tone: Uint8Array<ArrayBuffer>;
let file: Buffer;
const frameMs = (1_152 / 44_100) * 1_000;

beforeAll(async () => {
  tone = plainFrames(await toneMp3(2));
  file = Buffer.concat([infoFrame(tone, Math.round(mp3DurationMs(tone) / frameMs)), tone]);
});

/** What ffmpeg says of a file when it decodes it whole. */
function decode(mp3: Uint8Array, ...options: string[]): string {
  const path = join(folder, 'tone.mp3');
  writeFileSync(path, mp3);
  return spawnSync(ffmpeg.path, ['-hide_banner', ...options, '-i', path, '-f', 'null', '-'], { encoding: 'utf8' })
    .stderr;
}

/** The same from a pipe, where it cannot know how much will come. */
function decodePipe(mp3: Uint8Array): string {
  const options = ['-hide_banner', '-v', 'warning', '-f', 'mp3', '-i', 'pipe:0', '-f', 'null', '-'];
  return spawnSync(ffmpeg.path, options, { encoding: 'utf8', input: mp3 }).stderr;
}

describe('the info frame', () => {
  it('lets a decoder know the length: without it ffmpeg warns that it guesses', () => {
    expect(decode(file, '-v', 'warning')).toBe('');
    expect(decodePipe(file)).toBe('');
    expect(decode(tone, '-v', 'warning')).toContain('Estimating duration');
  });

  it('adds nothing to the sound', () => {
    expect(mp3DurationMs(file)).toBe(mp3DurationMs(tone));
    const [, seconds] = /Duration: 00:00:(\d\d\.\d\d)/u.exec(decode(file)) ?? [];
    expect(Number(seconds)).toBeCloseTo(mp3DurationMs(tone) / 1_000, 1);
  });

  it('is a frame of the stream it stands before, which joining leaves out again', () => {
    expect(plainFrames(file)).toEqual(tone);
  });

  it('refuses to be made like something that is no frame', () => {
    expect(() => infoFrame(new Uint8Array(100), 1)).toThrow(expect.objectContaining({ code: 'ClipRejected' }));
  });
});
