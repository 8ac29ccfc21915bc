import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speechMarks } from '../../../local/polly/marks.ts';
import { plainScript } from '../../../local/polly/script/plain-script.ts';
import { openSpeaker, type Speaker } from '../../../local/polly/speaker.ts';
import type { Speech } from '../../../local/polly/speaker-messages.ts';
import { parseSpeechRequest } from '../../../local/polly/speech-request.ts';
import { openStudio, type Studio } from '../../../local/polly/studio.ts';
import { voices } from '../../../local/polly/voices.ts';

let speaker: Speaker;
let studio: Studio;
beforeAll(() => {
  speaker = openSpeaker();
  studio = openStudio({ speaker });
});
afterAll(() => studio.close());

const french =
  'La messagerie sécurisée a annoncé mardi compter plus de soixante-dix millions de nouveaux utilisateurs depuis la panne ' +
  'qui a affecté son concurrent. « Nous avons accueilli des réfugiés d’autres plateformes en seulement une journée », ' +
  's’est félicité son fondateur, évoquant une hausse record du nombre des inscriptions. Une panne mondiale inédite a ' +
  'obligé lundi des milliards d’utilisateurs à se passer de tous les services du réseau.';
const english =
  'The secure messaging service announced on Tuesday that it had gained more than seventy million new users since the ' +
  'outage that hit its competitor. “We welcomed refugees from other platforms in a single day,” its founder said, and ' +
  'spoke of a record rise in the number of registrations. An unheard-of failure on Monday forced billions of people to ' +
  'do without every service of the network.';

async function pcmOf(request: object): Promise<Int16Array> {
  const order = parseSpeechRequest({ OutputFormat: 'pcm', SampleRate: '16000', VoiceId: 'Lea', ...request });
  const { body } = await studio.record(order);
  return new Int16Array(body.buffer);
}

const seconds = (pcm: Int16Array) => pcm.length / 16_000;

function digest({ samples, events }: Speech): string {
  return createHash('sha256').update(samples).update(JSON.stringify(events)).digest('hex');
}

/** Part of the 10 ms windows whose peak is below −40 dB of full scale. */
function silence(pcm: Int16Array): number {
  const windows = Array.from({ length: Math.floor(pcm.length / 160) }, (_, n) => pcm.subarray(n * 160, (n + 1) * 160));
  return windows.filter(window => window.every(sample => Math.abs(sample) < 328)).length / windows.length;
}

describe('speech', () => {
  it.each([
    ['Lea', french],
    ['Mathieu', french],
    ['Gabrielle', french],
    ['Isabelle', french],
    ['Joanna', english],
    ['Matthew', english],
    ['Amy', english],
    ['Arthur', english],
  ])('of %s has 130 to 200 words a minute and is silent for less than a quarter', async (VoiceId, Text) => {
    const Engine = voices.find(({ id }) => id === VoiceId)?.engines[0];
    const pcm = await pcmOf({ VoiceId, Text, Engine });
    const wordsAMinute = (Text.split(/\s+/).length / seconds(pcm)) * 60;
    expect(wordsAMinute).toBeGreaterThan(130);
    expect(wordsAMinute).toBeLessThan(200);
    expect(silence(pcm)).toBeLessThan(0.25);
    expect(pcm.some(sample => sample > 5000)).toBe(true);
  });

  it('is there in every voice of the table', async () => {
    for (const { espeak } of voices) {
      expect(
        (await speaker.call({ markup: 'un', voice: espeak.name, rate: espeak.rate })).samples.length,
      ).toBeGreaterThan(0);
    }
  });

  it('is all there of a word that eSpeak NG would drop the end of, and is one word', async () => {
    const word = 'anticonstitutionnellement';
    const once = seconds(await pcmOf({ Text: word }));
    const Text = word.repeat(40);
    expect(seconds(await pcmOf({ Text }))).toBeGreaterThan(once * 40 * 0.75);
    const marks = await studio.record(
      parseSpeechRequest({ Text, VoiceId: 'Lea', OutputFormat: 'json', SpeechMarkTypes: ['word'] }),
    );
    expect(JSON.parse(Buffer.from(marks.body).toString())).toMatchObject({ start: 0, end: Text.length, value: Text });
  });

  it('is refused in a voice that eSpeak NG has not, which would speak in another', async () => {
    const unknown = speaker.call({ markup: 'un', voice: 'en-gb+f2', rate: 160 });
    await expect(unknown).rejects.toMatchObject({ type: 'ServiceFailureException' });
  });

  it('is the same to the sample whenever it is made, and in a fresh process', async () => {
    const say = async (by: Speaker, markup: string) => digest(await by.call({ markup, voice: 'fr+f2', rate: 155 }));
    const first = await say(speaker, french);
    await say(speaker, 'Tout autre chose, et <prosody rate="200%">vite</prosody>.');
    expect(await say(speaker, french)).toBe(first);
    const fresh = openSpeaker();
    expect(await say(fresh, french)).toBe(first);
    fresh.close();
  });

  it('says the characters of XML in plain text instead of obeying them', async () => {
    const pcm = await pcmOf({ Text: 'Tom & Jerry <break time="9s"/> 5 < 6 > 4 ]]> fin.' });
    expect(seconds(pcm)).toBeGreaterThan(2);
    expect(silence(pcm)).toBeLessThan(0.4);
  });

  it('waits as long as a break says', async () => {
    const speak = (inner: string) => pcmOf({ Text: `<speak>un ${inner} deux</speak>`, TextType: 'ssml' });
    const pause = seconds(await speak('<break time="2s"/>')) - seconds(await speak('<break time="1s"/>'));
    expect(pause).toBeCloseTo(1, 2);
  });

  it('starts at once and ends with a short breath, with <p> or without', async () => {
    const bare = await pcmOf({ Text: 'Bonjour à tous.' });
    const wrapped = await pcmOf({ Text: '<speak><p>Bonjour à tous.</p></speak>', TextType: 'ssml' });
    expect(Buffer.from(wrapped.buffer).equals(Buffer.from(bare.buffer))).toBe(true);
    expect(bare.findIndex(sample => Math.abs(sample) > 328)).toBeLessThan(1600);
    const breathMs = (bare.length - bare.findLastIndex(sample => Math.abs(sample) > 60)) / 16;
    expect(breathMs).toBeGreaterThan(100);
    expect(breathMs).toBeLessThan(200);
  });

  it('is made once for audio and marks', async () => {
    let calls = 0;
    const counted = openStudio({
      speaker: {
        call: utterance => {
          calls += 1;
          return speaker.call(utterance);
        },
        load: 0,
        close() {},
      },
    });
    const request = { Text: french, VoiceId: 'Lea', TextType: 'text' };
    await Promise.all([
      counted.record(parseSpeechRequest({ ...request, OutputFormat: 'pcm' })),
      counted.record(parseSpeechRequest({ ...request, OutputFormat: 'json', SpeechMarkTypes: ['word'] })),
    ]);
    await counted.record(parseSpeechRequest({ ...request, OutputFormat: 'mp3' }));
    counted.close();
    expect(calls).toBe(1);
  });
});

describe('word marks of real speech', () => {
  it('come for every word, rise, and give the words back from the bytes', async () => {
    const script = plainScript(french, 'fr-FR');
    const { events, samples } = await speaker.call({ markup: script.markup, voice: 'fr+f2', rate: 155 });
    const marks = speechMarks(script, { events, durationMs: samples.length / 22.05 }, ['word']);
    expect(marks.map(mark => Buffer.from(french).subarray(mark.start, mark.end).toString())).toEqual(
      french.match(/[\p{L}\p{N}](?:[\p{L}\p{N}’-]*[\p{L}\p{N}])?/gu),
    );
    const steps = marks.slice(1).map((mark, index) => mark.time - (marks[index]?.time ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(2000);
  });

  it('stay in order and in range for any text', async () => {
    const nasty = fc.constantFrom(
      '😀',
      '👩‍👩‍👧',
      'א',
      'مرحبا',
      '\u00ad',
      '\u202e',
      '\u0000',
      '\u0007',
      '\ud800',
      '\r\n',
      '你',
      '&',
      '<',
      '>',
      ']]>',
      '[[',
      '1 234,5',
      '’',
      '%',
    );
    const texts = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 12 }), fc.lorem({ maxCount: 3 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(texts, async parts => {
        const text = parts.join('') || ' ';
        const script = plainScript(text, 'fr-FR');
        const { events, samples } = await speaker.call({ markup: script.markup, voice: 'fr', rate: 155 });
        const durationMs = Math.round(samples.length / 22.05);
        const marks = speechMarks(script, { events, durationMs }, ['word', 'sentence', 'viseme']);
        const bytes = Buffer.byteLength(text);
        let [time, end] = [0, 0];
        for (const mark of marks) {
          expect(mark.time).toBeGreaterThanOrEqual(time);
          expect(mark.time).toBeLessThanOrEqual(durationMs + 50);
          time = mark.time;
          if (mark.type !== 'word') continue;
          expect(mark.start).toBeGreaterThanOrEqual(end);
          end = mark.end ?? 0;
          expect(end).toBeLessThanOrEqual(bytes);
          expect(Buffer.from(text).subarray(mark.start, end).toString()).toBe(mark.value);
        }
        expect(marks.filter(mark => mark.type === 'word')).toHaveLength(script.words.length);
      }),
      { numRuns: 60 },
    );
  });
});
