import { afterAll, expect, it } from 'vitest';
import { parseSpeechRequest } from '../../../local/polly/speech-request.ts';
import { openStudio } from '../../../local/polly/studio.ts';

const studio = openStudio();
afterAll(() => studio.close());

it.each([
  ['Lea', "L'eau d'hier n'est qu'aujourd'hui."],
  ['Joanna', "It's Tom's, isn't it?"],
])('%s speaks the typographic apostrophe as the straight one, to the sample', async (VoiceId, text) => {
  const speak = async (Text: string) =>
    (
      await studio.record(
        parseSpeechRequest({ Text, VoiceId, Engine: 'neural', OutputFormat: 'pcm', SampleRate: '16000' }),
      )
    ).body;
  expect(await speak(text.replaceAll("'", '’'))).toEqual(await speak(text));
});
