import { environments } from '../../core/contracts/environment.ts';
import { pacedHandler } from '../adapters/paced-handler.ts';
import { pollyVoice } from '../adapters/polly-voice.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { readEnv } from '../env.ts';
import { narrateStep } from './step.ts';

const env = readEnv(environments.narrate);
const narrate = narrateStep({
  library: s3Library(env.LIBRARY_BUCKET),
  voice: pollyVoice(),
  voices: env.VOICES,
  wordTimings: env.WORD_TIMINGS,
  now: Date.now,
});

export const handler = pacedHandler('narrate', env.QUEUE_URL, narrate);
