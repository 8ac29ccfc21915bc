import { environments } from '../../core/contracts/environment.ts';
import { UploadSchema } from '../../core/contracts/steps.ts';
import { coverAssets } from '../adapters/cover-assets.ts';
import { resvgPainter } from '../adapters/resvg-painter.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { stateHandler } from '../adapters/state-handler.ts';
import { readEnv } from '../env.ts';
import { publishStep } from './step.ts';

const env = readEnv(environments.publish);
const publish = publishStep({
  library: s3Library(env.LIBRARY_BUCKET),
  painter: resvgPainter(coverAssets),
  siteUrl: env.SITE_URL,
});

export const handler = stateHandler('publish', UploadSchema, publish);
