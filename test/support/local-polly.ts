import { PollyClient, SynthesizeSpeechCommand } from '@aws-sdk/client-polly';
import type { SpeechRequest, Voice } from '../../core/ports.ts';
import { pollyVoice } from '../../lambdas/adapters/polly-voice.ts';
import { startPolly } from '../../local/polly/service.ts';
import { allowAll, type Principal } from '../../local/service.ts';

export interface LocalPolly {
  /** As a deployed function would use it. */
  readonly voice: Voice;
  /** The same speech without an encoder: mono, 16 bits, pcmRateHz. */
  pcm(request: SpeechRequest): Promise<Int16Array>;
  close(): Promise<void>;
}

export const pcmRateHz = 16_000;

const user: Principal = { accessKeyId: 'AKIATEST', secretAccessKey: 'of this test', arn: 'arn:aws:iam::0:user/test' };

/** The local Polly, on a port of its own, and the adapter to it. */
export async function openLocalPolly(): Promise<LocalPolly> {
  const service = await startPolly({
    principals: key => (key === user.accessKeyId ? user : undefined),
    authorize: allowAll,
  });
  const client = new PollyClient({ endpoint: service.endpoint, region: 'eu-west-3', credentials: user });
  return {
    voice: pollyVoice(client),
    async pcm({ ssml, voice }) {
      const command = new SynthesizeSpeechCommand({
        Engine: voice.engine,
        VoiceId: voice.name === 'Lea' ? 'Lea' : 'Joanna',
        OutputFormat: 'pcm',
        SampleRate: String(pcmRateHz),
        TextType: 'ssml',
        Text: ssml,
      });
      const bytes = await (await client.send(command)).AudioStream?.transformToByteArray();
      return new Int16Array(Uint8Array.from(bytes ?? []).buffer);
    },
    async close() {
      client.destroy();
      await service.close();
    },
  };
}
