import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { targetLufs } from '../../core/audio/level.ts';
import { mp3DurationMs } from '../../core/audio/mp3.ts';
import { ClipRecordSchema, NarrationDocumentSchema } from '../../core/contracts/work.ts';
import { DiglotError } from '../../core/errors.ts';
import { clipFile } from '../../core/keys.ts';
import type { SpeechMark, Voice } from '../../core/ports.ts';
import type { Voices } from '../../core/settings.ts';
import type { LexiconReader } from '../../core/spoken/lexicon-reader.ts';
import { encoderDelayMs } from '../../core/timings/word-times.ts';
import { mpg123Decoder } from '../../lambdas/adapters/mpg123-decoder.ts';
import { narrateStep } from '../../lambdas/narrate/step.ts';
import { loudnessByFfmpeg } from '../support/loudness.ts';
import { type MemoryLibrary, memoryLibrary } from '../support/memory-library.ts';
import { givenParagraphs, keys, noLexicon, paragraph, task } from '../support/samples.ts';
import { toneMp3 } from '../support/tone.ts';
import { toyMarks, toyVoice, toyWordMs } from '../support/toy-voice.ts';

const neural: Voices = { fr: { name: 'Lea', engine: 'neural' }, en: { name: 'Amy', engine: 'neural' } };
const french = { ...task, language: 'fr' } as const;

interface Case {
  readonly voices?: Voices;
  readonly wordTimings?: boolean;
  readonly lexicon?: LexiconReader;
  /** In place of what the toy voice would say. */
  readonly faults?: Partial<Voice>;
}

async function given({ voices = neural, wordTimings = true, lexicon = noLexicon, faults = {} }: Case = {}) {
  const library = memoryLibrary();
  const twoSentences = paragraph(3, 'Il pleut à Brest.', 'Il neige à Lyon.');
  await givenParagraphs(library, paragraph(0, 'Il pleut.'), paragraph(1, 'Il pleut.'), paragraph(2, 'Il neige.'));
  await givenParagraphs(library, twoSentences);
  const voice = toyVoice();
  const narrate = narrateStep({
    library,
    decoder: mpg123Decoder(),
    voices,
    wordTimings,
    lexicon,
    now: () => 0,
    voice: { ...voice, ...faults },
  });
  const narration = (index: number) => v.parse(NarrationDocumentSchema, library.json(keys.narration(index, 'fr')));
  const clips = () => [...library.objects.keys()].filter(key => key.startsWith('clips/'));
  return { library, narrate, voice, narration, clips, text: twoSentences.text };
}

describe('narrate', () => {
  it('records a clip, addressed by its content, and says how long it is', async () => {
    const { library, narrate, narration } = await given();
    await narrate(french);
    expect(narration(0)).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/u), characters: 9, reused: 0 });
    const { hash, durationMs } = narration(0);
    const clip = library.objects.get(clipFile(hash).audio);
    expect(mp3DurationMs(clip?.bytes ?? new Uint8Array())).toBeCloseTo(durationMs, 2);
    expect(durationMs).toBeGreaterThan(2 * toyWordMs);
  });

  it.each([0.9, 0.02])('is as loud as all clips, from a voice of peaks of %d', async peak => {
    const speak: Voice['speak'] = async ({ ssml }) => ({
      mp3: await toneMp3((toyMarks(ssml).length * toyWordMs) / 1_000, 440, peak),
      billedCharacters: 9,
    });
    const { library, narrate, narration } = await given({ faults: { speak } });
    await narrate(french);
    const { hash } = narration(0);
    const clip = library.objects.get(clipFile(hash).audio)?.bytes ?? new Uint8Array();
    const { lufs } = await loudnessByFfmpeg(clip);
    expect(Math.abs(lufs - targetLufs)).toBeLessThanOrEqual(0.5);
    const record = v.parse(ClipRecordSchema, library.json(clipFile(hash).record));
    expect(Math.abs((record.lufs ?? 0) - lufs)).toBeLessThan(0.15);
  });

  it('speaks with the voice of the language', async () => {
    const { narrate, voice } = await given();
    await narrate(french);
    expect(voice.asked).toMatchObject([{ language: 'fr', voice: { name: 'Lea', engine: 'neural' } }]);
  });

  it('pays for identical paragraphs once', async () => {
    const { narrate, voice, narration } = await given();
    await narrate(french);
    await narrate({ ...french, index: 1 });
    expect([voice.asked.length, voice.askedMarks.length]).toEqual([1, 1]);
    expect(narration(1)).toMatchObject({ characters: 0, markCharacters: 0, reused: 9 });
  });

  it('tells the same receipt when it is run again after a kill', async () => {
    const { narrate, narration } = await given();
    await narrate(french);
    const first = narration(0);
    await narrate(french);
    expect(narration(0)).toEqual(first);
  });

  it('reads a word as the lexicon says, and tells so', async () => {
    const lexicon = async () => ({ entries: [{ written: 'pleut', spoken: 'pleuvote' }] });
    const { narrate, voice, narration } = await given({ lexicon });
    await narrate(french);
    expect(voice.asked[0]?.ssml).toContain('alias="pleuvote"');
    expect(narration(0).spoken).toEqual([{ written: 'pleut', spoken: 'pleuvote' }]);
  });

  it('records another clip for other words', async () => {
    const { narrate, voice } = await given();
    await narrate(french);
    await narrate({ ...french, index: 2 });
    expect(voice.asked).toHaveLength(2);
  });
});

describe('the times of a clip', () => {
  it('are those of its words as a player hears them, and their price is in the receipt', async () => {
    const { narrate, narration, text } = await given();
    await narrate({ ...french, index: 3 });
    const { words, timings, markCharacters } = narration(3);
    expect(timings).toBe('words');
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(
      'Il pleut à Brest. Il neige à Lyon.'.split(' '),
    );
    words.forEach(({ ms }, index) => expect(ms).toBeCloseTo(encoderDelayMs + index * toyWordMs, 2));
    expect(markCharacters).toBe(9);
  });

  it('are those of its sentences, spoken one by one, where the words were not wanted: without the price', async () => {
    const { narrate, narration, text, voice } = await given({ wordTimings: false });
    await narrate({ ...french, index: 3 });
    const { words, timings, markCharacters, durationMs } = narration(3);
    expect({ timings, markCharacters, asked: voice.askedMarks }).toEqual({
      timings: 'sentences',
      markCharacters: 0,
      asked: [],
    });
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['Il pleut à Brest.', 'Il neige à Lyon.']);
    expect(words[0]?.ms).toBeCloseTo(encoderDelayMs, 2);
    expect(words[1]?.ms).toBeCloseTo(encoderDelayMs + durationMs / 2, 2);
  });

  it('are those of its sentences with an engine that tells no words', async () => {
    const generative: Voices = { ...neural, fr: { name: 'Lea', engine: 'generative' } };
    const { narrate, narration, voice } = await given({ voices: generative });
    await narrate({ ...french, index: 3 });
    expect(narration(3).timings).toBe('sentences');
    expect(voice.askedMarks).toEqual([]);
  });

  it('are part of what addresses the clip', async () => {
    const [withWords, without] = [await given(), await given({ wordTimings: false })];
    await withWords.narrate(french);
    await without.narrate(french);
    expect(withWords.narration(0).hash).not.toBe(without.narration(0).hash);
  });
});

const speaking = (seconds: number) => ({
  speak: async () => ({ mp3: await toneMp3(seconds), billedCharacters: 9 }),
});
const silence = {
  speak: async () => ({ mp3: await toneMp3(1, 440, 0), billedCharacters: 9 }),
};
const bytes = (mp3: Uint8Array<ArrayBuffer>) => ({ speak: async () => ({ mp3, billedCharacters: 9 }) });
const marking = (alter: (marks: readonly SpeechMark[]) => readonly SpeechMark[]) => ({
  marks: async (request: Parameters<Voice['marks']>[0]) => {
    const { marks, billedCharacters } = await toyVoice().marks(request);
    return { marks: alter(marks), billedCharacters };
  },
});

describe('narrate keeps no clip', () => {
  it.each<[string, RegExp, Partial<Voice>]>([
    ['of audio that is empty', /not one MP3 frame/u, bytes(new Uint8Array())],
    ['of what is no audio', /not one MP3 frame/u, bytes(new TextEncoder().encode('<html>502 Bad Gateway</html>'))],
    ['of silence', /0 ms of sound/u, silence],
    ['of audio too short for its text', /ms of sound for 25 letters/u, speaking(0.1)],
    ['of audio that ends before its last word', /is cut/u, speaking(2.5)],
    ['of audio that goes on for long after its last word', /goes on for longer/u, speaking(3 + 4 + 20)],
    ['without marks', /Word 1 of 8/u, marking(() => [])],
    ['without the mark of its first word', /Word 1 of 8/u, marking(marks => marks.slice(1))],
    ['without the mark of a word', /Word 4 of 8/u, marking(marks => marks.filter((_, index) => index !== 3))],
    ['without the mark of its last word', /Word 8 of 8/u, marking(marks => marks.slice(0, -1))],
    ['with marks out of order', /out of order/u, marking(marks => marks.toReversed())],
    [
      'with times out of order',
      /out of order/u,
      marking(marks => marks.map((mark, index) => ({ ...mark, timeMs: 900 - index }))),
    ],
    [
      'with marks on nothing but tags',
      /Word 1 of 8/u,
      marking(marks => marks.map(mark => ({ ...mark, start: 0, end: 3 }))),
    ],
  ])('%s', async (_, message, faults) => {
    const { narrate, clips } = await given({ faults });
    const refused = narrate({ ...french, index: 3 });
    await expect(refused).rejects.toMatchObject({ code: 'ClipRejected', retryable: true, attempts: 2 });
    await expect(refused).rejects.toThrow(message);
    expect(clips()).toEqual([]);
  });

  it('of audio that is cut within a frame', async () => {
    const whole = await toneMp3(4);
    const { narrate, clips } = await given({ faults: bytes(whole.slice(0, -50)) });
    await expect(narrate({ ...french, index: 3 })).rejects.toMatchObject({ code: 'ClipRejected' });
    expect(clips()).toEqual([]);
  });

  it('of a paragraph that the lexicon silences altogether', async () => {
    const lexicon = async () => ({ entries: ['Il', 'pleut'].map(written => ({ written, spoken: '' })) });
    const { narrate, clips, voice } = await given({ lexicon });
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected' });
    expect([clips(), voice.asked]).toEqual([[], []]);
  });

  it('of rejected audio, and pays for no marks of it', async () => {
    const { narrate, voice } = await given({ faults: silence });
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected' });
    expect(voice.askedMarks).toEqual([]);
  });

  it('without word timings either, of silence or of audio that is cut', async () => {
    for (const faults of [silence, speaking(0.1)]) {
      const { narrate, clips } = await given({ faults, wordTimings: false });
      await expect(narrate({ ...french, index: 3 })).rejects.toMatchObject({ code: 'ClipRejected' });
      expect(clips()).toEqual([]);
    }
  });

  it('on the first attempt, but does on the second, where the fault is gone', async () => {
    let calls = 0;
    const { narrate, narration } = await given({
      faults: {
        speak: async request => {
          calls += 1;
          return calls === 1 ? bytes(new Uint8Array()).speak() : await toyVoice().speak(request);
        },
      },
    });
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected' });
    await narrate(french);
    expect(narration(0)).toMatchObject({ characters: 9, markCharacters: 9, rejected: 9 });
  });
});

describe('what an attempt was billed', () => {
  const throttled = new DiglotError({ code: 'Throttled', message: 'Rate exceeded.', remedy: 'Nothing to do.' });
  const parts = (library: MemoryLibrary) => [...library.objects.keys()].filter(key => key.startsWith('parts/'));
  const unfinished = keys.unfinished(0, 'fr', 'narrate');
  /** The first calls of one kind are refused. */
  const throttling = (refusals: number): Partial<Voice> => {
    let refused = 0;
    return {
      async marks(request) {
        refused += 1;
        if (refused <= refusals) throw throttled;
        return toyVoice().marks(request);
      },
    };
  };

  it('is not billed again: after a throttle between sound and marks, the marks alone are asked for', async () => {
    const { library, narrate, narration, voice } = await given({ faults: throttling(3) });
    for (let attempt = 1; attempt <= 3; attempt += 1) await expect(narrate(french)).rejects.toBe(throttled);
    expect(library.json(unfinished)).toEqual({ engine: 'neural', characters: 9 });
    await narrate(french);
    expect(voice.asked).toHaveLength(1);
    expect(narration(0)).toMatchObject({ characters: 9, markCharacters: 9, reused: 0 });
    expect(narration(0)).not.toHaveProperty('rejected');
    expect(parts(library)).toEqual([]);
  });

  it('is told by who paid it, where another task goes on with the clip', async () => {
    const { narrate, narration, voice } = await given({ faults: throttling(1) });
    await expect(narrate(french)).rejects.toBe(throttled);
    await narrate({ ...french, index: 1 });
    await narrate(french);
    expect(narration(1)).toMatchObject({ characters: 0, markCharacters: 9, reused: 9 });
    expect(narration(0)).toMatchObject({ characters: 9, markCharacters: 0, reused: 0 });
    expect(voice.asked).toHaveLength(1);
  });

  it('is kept call by call: sentences that were spoken are not spoken again', async () => {
    const asked: string[] = [];
    const faults: Partial<Voice> = {
      async speak(request) {
        asked.push(request.ssml);
        if (asked.length === 2) throw throttled;
        return toyVoice().speak(request);
      },
    };
    const { narrate, narration } = await given({ wordTimings: false, faults });
    await expect(narrate({ ...french, index: 3 })).rejects.toBe(throttled);
    await narrate({ ...french, index: 3 });
    expect(asked.map(ssml => ssml.includes('Brest'))).toEqual([true, false, false]);
    expect(narration(3)).toMatchObject({ characters: 18, reused: 0 });
  });

  it('for clips that were rejected is beside what is in the clip, and left where no clip came of it', async () => {
    const { library, narrate, voice } = await given({ faults: marking(() => []) });
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected' });
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected' });
    // Nothing that was rejected is used again.
    expect(voice.asked).toHaveLength(2);
    expect(library.json(unfinished)).toEqual({ engine: 'neural', characters: 36 });
  });

  it('is nothing where the service refused at once', async () => {
    const { library, narrate } = await given({ faults: { speak: () => Promise.reject(throttled) } });
    await expect(narrate(french)).rejects.toBe(throttled);
    expect(library.objects.has(unfinished)).toBe(false);
  });

  it('is billed once by two messages for one task: the second goes back until the first is over', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const faults: Partial<Voice> = {
      async speak(request) {
        begun.resolve();
        await gate.promise;
        return toyVoice().speak(request);
      },
    };
    const { narrate, narration } = await given({ faults });
    const first = narrate(french, 'message a');
    await begun.promise;
    await expect(narrate(french, 'message b')).rejects.toMatchObject({ code: 'BeingMade' });
    gate.resolve();
    await first;
    await narrate(french, 'message b');
    expect(narration(0)).toMatchObject({ characters: 9, markCharacters: 9, reused: 0 });
  });
});
