import { describe, expect, it } from 'vitest';
import { planClip } from '../../../core/clips/plan.ts';
import { engines } from '../../../core/settings.ts';

const text = 'Il pleut. Il neige.';
const sentences = [
  { start: 0, end: 9 },
  { start: 10, end: 19 },
];
const utterance = { text, kind: 'text', language: 'fr', sentences } as const;
const lea = { name: 'Lea', engine: 'neural' } as const;

describe('the plan of a clip', () => {
  it('has the same hash for the same paragraph, voice and setting, and another for any other', async () => {
    const plans = await Promise.all([
      planClip(utterance, lea, true),
      planClip({ ...utterance, text: 'Il pleut. Il vente.' }, lea, true),
      planClip({ ...utterance, language: 'en' }, lea, true),
      planClip({ ...utterance, kind: 'title' }, lea, true),
      planClip(utterance, { ...lea, name: 'Remi' }, true),
      planClip(utterance, { ...lea, engine: 'standard' }, true),
      planClip(utterance, lea, false),
    ]);
    expect(new Set(plans.map(({ hash }) => hash)).size).toBe(plans.length);
    expect((await planClip({ ...utterance }, { ...lea }, true)).hash).toBe(plans[0]?.hash);
  });

  it('is by words where they are wanted and the engine tells them, else by sentences', async () => {
    const timings = async (wordTimings: boolean) =>
      Promise.all(
        engines.map(async engine => (await planClip(utterance, { name: 'Lea', engine }, wordTimings)).timings),
      );
    expect(await timings(true)).toEqual(['words', 'words', 'words', 'sentences']);
    expect(await timings(false)).toEqual(['sentences', 'sentences', 'sentences', 'sentences']);
  });

  it('is one request by words, one for each sentence by sentences', async () => {
    expect((await planClip(utterance, lea, true)).form.chunks).toHaveLength(1);
    expect((await planClip(utterance, lea, false)).form.chunks).toHaveLength(2);
  });
});
