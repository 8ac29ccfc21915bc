import { PollyClient, SynthesizeSpeechCommand, type SynthesizeSpeechInput, VoiceId } from '@aws-sdk/client-polly';
import { DiglotError } from '../../core/errors.ts';
import { clipSampleRateHz } from '../../core/limits.ts';
import type { SpeechRequest, Voice } from '../../core/ports.ts';
import { http2Defaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';
import { parseSpeechMarks } from './speech-marks.ts';

type Output = Pick<SynthesizeSpeechInput, 'OutputFormat' | 'SampleRate' | 'SpeechMarkTypes'>;

/** Amazon Polly. */
export function pollyVoice(polly = new PollyClient(http2Defaults)): Voice {
  const synthesize = ({ ssml, voice }: SpeechRequest, output: Output) =>
    polly.send(
      new SynthesizeSpeechCommand({
        Engine: voice.engine,
        VoiceId: voiceId(voice.name),
        TextType: 'ssml',
        Text: ssml,
        ...output,
      }),
    );
  return {
    speak: request =>
      callService(placeOf(request), async () => {
        const speech = await synthesize(request, { OutputFormat: 'mp3', SampleRate: String(clipSampleRateHz) });
        const mp3 = new Uint8Array((await speech.AudioStream?.transformToByteArray()) ?? []);
        return { mp3, billedCharacters: speech.RequestCharacters ?? 0 };
      }),
    marks: request =>
      callService(`${placeOf(request)}, speech marks`, async () => {
        const stream = await synthesize(request, { OutputFormat: 'json', SpeechMarkTypes: ['sentence', 'word'] });
        const marks = parseSpeechMarks((await stream.AudioStream?.transformToString()) ?? '');
        return { marks, billedCharacters: stream.RequestCharacters ?? 0 };
      }),
  };
}

function placeOf({ voice, language }: SpeechRequest): string {
  return `Polly, ${voice.name} (${language})`;
}

function voiceId(name: string): VoiceId {
  const known = Object.values(VoiceId).find(id => id === name);
  if (known !== undefined) return known;
  throw new DiglotError({
    code: 'InvalidEnvironment',
    message: `Amazon Polly has no voice ${name}.`,
    remedy: 'Set `voices` in cdk.json to a voice of Amazon Polly, and deploy again.',
  });
}
