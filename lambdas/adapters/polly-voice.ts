import { PollyClient, SynthesizeSpeechCommand, VoiceId } from '@aws-sdk/client-polly';
import { DiglotError } from '../../core/errors.ts';
import { clipSampleRateHz } from '../../core/limits.ts';
import type { Voice } from '../../core/ports.ts';
import { http2Defaults } from './client-defaults.ts';
import { callService } from './service-errors.ts';

/** Amazon Polly. */
export function pollyVoice(polly = new PollyClient(http2Defaults)): Voice {
  return {
    speak: ({ ssml, voice, language }) =>
      callService(`Polly, ${voice.name} (${language})`, async () => {
        const speech = await polly.send(
          new SynthesizeSpeechCommand({
            Engine: voice.engine,
            VoiceId: voiceId(voice.name),
            OutputFormat: 'mp3',
            SampleRate: String(clipSampleRateHz),
            TextType: 'ssml',
            Text: ssml,
          }),
        );
        const mp3 = new Uint8Array((await speech.AudioStream?.transformToByteArray()) ?? []);
        return { mp3, billedCharacters: speech.RequestCharacters ?? 0 };
      }),
  };
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
