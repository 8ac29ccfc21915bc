import english from '../../content/lexicon.en.csv';
import french from '../../content/lexicon.fr.csv';
import { environments } from '../../core/contracts/environment.ts';
import { lexiconReader } from '../../core/spoken/lexicon-reader.ts';
import { mpg123Decoder } from '../adapters/mpg123-decoder.ts';
import { pacedHandler } from '../adapters/paced-handler.ts';
import { pollyVoice } from '../adapters/polly-voice.ts';
import { s3Lexicons } from '../adapters/s3-articles.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { readEnv } from '../env.ts';
import { narrateStep } from './step.ts';

const env = readEnv(environments.narrate);
const narrate = narrateStep({
  library: s3Library(env.LIBRARY_BUCKET),
  voice: pollyVoice(),
  decoder: mpg123Decoder(),
  voices: env.VOICES,
  wordTimings: env.WORD_TIMINGS,
  lexicon: lexiconReader(s3Lexicons(env.ARTICLES_BUCKET), { fr: french, en: english }),
  now: Date.now,
});

export const handler = pacedHandler('narrate', env.QUEUE_URL, narrate);
