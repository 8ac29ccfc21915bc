import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { mp3DurationMs } from '../../core/audio/mp3.ts';
import { NarrationDocumentSchema } from '../../core/contracts/work.ts';
import { clipFile } from '../../core/keys.ts';
import type { SpeechRequest } from '../../core/ports.ts';
import { narrateStep } from '../../lambdas/narrate/step.ts';
import { memoryLibrary } from '../support/memory-library.ts';
import { givenParagraphs, keys, paragraph, task } from '../support/samples.ts';
import { toneMp3 } from '../support/tone.ts';

let tone: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  tone = await toneMp3(0.5);
});

const voices = { fr: { name: 'Lea', engine: 'neural' }, en: { name: 'Amy', engine: 'neural' } } as const;
const french = { ...task, language: 'fr' } as const;

async function given(answer: (request: SpeechRequest) => Uint8Array<ArrayBuffer> = () => tone) {
  const library = memoryLibrary();
  await givenParagraphs(library, paragraph(0, 'Il pleut.'), paragraph(1, 'Il pleut.'), paragraph(2, 'Il neige.'));
  const asked: SpeechRequest[] = [];
  const narrate = narrateStep({
    library,
    voices,
    now: () => 0,
    voice: {
      speak: async request => {
        asked.push(request);
        return { mp3: answer(request), billedCharacters: 9 };
      },
    },
  });
  return { library, narrate, asked, narration: (index: number) => library.json(keys.narration(index, 'fr')) };
}

describe('narrate', () => {
  it('records a clip, addressed by its content, and says how long it is', async () => {
    const { library, narrate, narration } = await given();
    await narrate(french);
    expect(narration(0)).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/u), characters: 9, reused: 0 });
    const { hash, durationMs } = v.parse(NarrationDocumentSchema, narration(0));
    const clip = library.objects.get(clipFile(hash).audio);
    expect(mp3DurationMs(clip?.bytes ?? new Uint8Array())).toBeCloseTo(durationMs, 2);
    expect(durationMs).toBeGreaterThan(500);
  });

  it('speaks with the voice of the language', async () => {
    const { narrate, asked } = await given();
    await narrate(french);
    expect(asked).toMatchObject([{ language: 'fr', voice: { name: 'Lea', engine: 'neural' } }]);
  });

  it('pays for identical paragraphs once', async () => {
    const { narrate, asked, narration } = await given();
    await narrate(french);
    await narrate({ ...french, index: 1 });
    expect(asked).toHaveLength(1);
    expect(narration(1)).toMatchObject({ characters: 0, reused: 9 });
  });

  it('tells the same receipt when it is run again after a kill', async () => {
    const { narrate, narration } = await given();
    await narrate(french);
    const first = narration(0);
    await narrate(french);
    expect(narration(0)).toEqual(first);
  });

  it('records another clip for other words', async () => {
    const { narrate, asked } = await given();
    await narrate(french);
    await narrate({ ...french, index: 2 });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['empty', () => new Uint8Array()],
    ['cut off in a frame', () => tone.slice(0, tone.length - 50)],
    ['no MP3', () => new TextEncoder().encode('<html>502 Bad Gateway</html>')],
  ])('keeps no clip of audio that is %s', async (_, answer) => {
    const { library, narrate } = await given(answer);
    await expect(narrate(french)).rejects.toMatchObject({ code: 'ClipRejected', retryable: true });
    expect([...library.objects.keys()].filter(key => key.startsWith('clips/'))).toEqual([]);
  });
});
