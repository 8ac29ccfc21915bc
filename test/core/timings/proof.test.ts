import { beforeAll, describe, expect, it } from 'vitest';
import { joinMp3, mp3DurationMs, plainFrames } from '../../../core/audio/mp3.ts';
import type { SpeechMark } from '../../../core/ports.ts';
import { spokenForm } from '../../../core/spoken/spoken-form.ts';
import type { SpeechChunk } from '../../../core/spoken/types.ts';
import { proveLength, proveSound } from '../../../core/timings/proof.ts';
import { encoderDelayMs } from '../../../core/timings/word-times.ts';
import { toneMp3 } from '../../support/tone.ts';

function chunkOf(text: string): SpeechChunk {
  const sentences = [{ start: 0, end: text.length }];
  const [chunk] = spokenForm({ text, kind: 'text', language: 'fr', sentences }).chunks;
  if (chunk === undefined) throw new Error('There is nothing to say.');
  return chunk;
}

let tone: Uint8Array;
let silence: Uint8Array;
beforeAll(async () => {
  tone = plainFrames(await toneMp3(1));
  silence = plainFrames(await toneMp3(1, 440, 0));
});

describe('speech is too short', () => {
  it('for more than 30 letters a second of sound', () => {
    const letters = Math.floor((mp3DurationMs(tone) * 30) / 1000);
    // The first and last granule of the encoder are silent, so a few letters less fit.
    expect(() => proveSound(chunkOf('a'.repeat(letters - 3)), tone)).not.toThrow();
    expect(() => proveSound(chunkOf('a'.repeat(letters + 1)), tone)).toThrow('ms of sound for');
  });

  it('by what is said, not by what is written or by tags', () => {
    expect(() => proveSound(chunkOf('Oui « <> » …'.repeat(9)), tone)).not.toThrow();
    // Twelve digits, but about eighty letters in words.
    expect(() => proveSound(chunkOf('999 999 999 999'), tone)).toThrow('ms of sound for');
  });
});

describe('speech is silent', () => {
  it.each([
    ['without any sound', () => silence],
    ['for more than three seconds at its end', () => joinMp3([tone, ...Array.from({ length: 3 }, () => silence)])],
    ['for more than three seconds within', () => joinMp3([tone, silence, silence, silence, tone])],
  ])('%s', (_, mp3) => {
    expect(() => proveSound(chunkOf('Oui.'), mp3())).toThrow(/ms of sound|is silent/u);
  });

  it('and still speech with a pause of two seconds', () => {
    expect(() => proveSound(chunkOf('Oui.'), joinMp3([tone, silence, silence, tone]))).not.toThrow();
  });
});

describe('the last word', () => {
  const chunk = chunkOf('Oui.');
  const marked = (timeMs: number): SpeechMark[] => [{ type: 'word', timeMs, start: 7, end: 10 }];

  it('begins 50 ms before the end at the latest', () => {
    const latestMs = Math.floor(mp3DurationMs(tone) - encoderDelayMs - 50);
    expect(() => proveLength(chunk, marked(latestMs), tone)).not.toThrow();
    expect(() => proveLength(chunk, marked(latestMs + 1), tone)).toThrow('is cut');
  });

  it('is heard', () => {
    expect(() => proveLength(chunk, marked(900), joinMp3([tone, silence]))).not.toThrow();
    expect(() => proveLength(chunk, marked(1_200), joinMp3([tone, silence]))).toThrow('silent by then');
  });

  it('is followed by no more than three seconds and a slow syllable for each character left', () => {
    const long = joinMp3(Array.from({ length: 8 }, () => tone));
    // « Oui.</speak> » has twelve characters.
    const earliestMs = Math.ceil(mp3DurationMs(long) - encoderDelayMs - 3_000 - 12 * 300);
    expect(() => proveLength(chunk, marked(earliestMs), long)).not.toThrow();
    expect(() => proveLength(chunk, marked(earliestMs - 1), long)).toThrow('goes on for longer');
  });

  it('is nothing to judge by where there is none', () => {
    expect(() => proveLength(chunk, [], tone)).not.toThrow();
  });
});
