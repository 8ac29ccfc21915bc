import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinMp3 } from '../../core/audio/mp3.ts';
import type { Language } from '../../core/languages.ts';
import { clipSampleRateHz } from '../../core/limits.ts';
import { encoderDelayMs } from '../../core/timings/word-times.ts';
import { type LocalPolly, openLocalPolly } from '../support/local-polly.ts';
import { narrateAll, utteranceOf } from '../support/narrated.ts';
import { onsetsAfterPauses, runningWords, spread } from '../support/word-onsets.ts';
import { decode } from './decoded.ts';

/** For whose words runningWords finds the onsets; bench/word-timings.ts measures all of them. */
function runningSentences(language: Language): string[] {
  const file = new URL(`../fixtures/running-sentences.${language}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, 3);
}

/** Words that stand alone between pauses, so that onsetsAfterPauses finds each. */
const apart = {
  fr: 'Marie, Nadia, Louis, Samir, Zoé, Armand, Élise, Vincent, Julien, Olivier.',
  en: 'Mary, Nathan, Lewis, Samuel, Zoe, Arnold, Ellis, Vincent, Julian, Oliver.',
} as const;

let polly: LocalPolly;
beforeAll(async () => {
  polly = await openLocalPolly();
});
afterAll(() => polly.close());

describe.each(['fr', 'en'] as const)('the time of a word (%s)', language => {
  it('is within 60 ms of its sound in running speech, half of them within 20', async () => {
    const errors = [];
    for (const sentence of runningSentences(language)) {
      const words = await runningWords(polly, language, sentence);
      errors.push(...words.filter(({ glides }) => !glides).map(({ errorMs }) => errorMs));
    }
    expect(errors.length).toBeGreaterThan(30);
    expect(spread(errors).medianMs).toBeLessThan(20);
    expect(spread(errors).maxMs).toBeLessThan(60);
  });

  it('is that of the clip as a player decodes it', async () => {
    const [narrated] = await narrateAll(polly.voice, [utteranceOf(apart[language], language)]);
    const onsets = onsetsAfterPauses(await decode(narrated?.mp3 ?? new Uint8Array(), clipSampleRateHz));
    const words = narrated?.narration.words ?? [];
    expect(onsets).toHaveLength(words.length);
    const errors = words.map(({ ms }, index) => ms - (onsets[index] ?? 0));
    expect(spread(errors).medianMs).toBeLessThan(20);
    expect(spread(errors).maxMs).toBeLessThan(60);
    // Without the encoder's delay they would be worse: the correction is of the right size and sign.
    expect(spread(errors.map(error => error - encoderDelayMs)).medianMs).toBeGreaterThan(spread(errors).medianMs);
  });

  it('is as true at the end of ten minutes of joined clips', async () => {
    const paragraphs = [...runningSentences(language), apart[language]].map(text => utteranceOf(text, language));
    const recorded = await narrateAll(polly.voice, paragraphs);
    const roundMs = recorded.reduce((total, { narration }) => total + narration.durationMs, 0);
    const rounds = Math.ceil(600_000 / roundMs);
    const clips = Array.from({ length: rounds }, () => recorded).flat();
    const whole = await decode(joinMp3(clips.map(({ mp3 }) => mp3)), clipSampleRateHz);
    const lastWords = recorded.at(-1)?.narration.words ?? [];
    const startMs = rounds * roundMs - (recorded.at(-1)?.narration.durationMs ?? 0);
    const onsets = onsetsAfterPauses(whole).slice(-lastWords.length);
    const errors = lastWords.map(({ ms }, index) => startMs + ms - (onsets[index] ?? 0));
    expect(startMs).toBeGreaterThan(590_000 - roundMs);
    expect(spread(errors).maxMs).toBeLessThan(60);
  });
});
