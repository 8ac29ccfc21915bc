import bundledMemory from '../../content/memory.fr-en.tmx';
import { environments } from '../../core/contracts/environment.ts';
import { memoryReader } from '../../core/memory/memory-reader.ts';
import { pacedHandler } from '../adapters/paced-handler.ts';
import { s3Articles } from '../adapters/s3-articles.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { terminologyReader } from '../adapters/translate-terminology.ts';
import { amazonTranslator } from '../adapters/translate-translator.ts';
import { readEnv } from '../env.ts';
import { translateStep } from './step.ts';

const env = readEnv(environments.translate);
const translate = translateStep({
  library: s3Library(env.LIBRARY_BUCKET),
  memory: memoryReader(s3Articles(env.ARTICLES_BUCKET), bundledMemory),
  terminology: terminologyReader(env.TERMINOLOGY),
  translator: amazonTranslator(),
  now: Date.now,
});

export const handler = pacedHandler('translate', env.QUEUE_URL, translate);
