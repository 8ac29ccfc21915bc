import { environments } from '../../core/contracts/environment.ts';
import { UploadSchema } from '../../core/contracts/steps.ts';
import { s3Articles } from '../adapters/s3-articles.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { stateHandler } from '../adapters/state-handler.ts';
import { readEnv } from '../env.ts';
import { splitStep } from './step.ts';

const env = readEnv(environments.split);
const split = splitStep({
  articles: s3Articles(env.ARTICLES_BUCKET),
  library: s3Library(env.LIBRARY_BUCKET),
  limits: env.LIMITS,
  voices: env.VOICES,
  wordTimings: env.WORD_TIMINGS,
  strictLanguage: env.STRICT_LANGUAGE,
});

export const handler = stateHandler('split', UploadSchema, split);
