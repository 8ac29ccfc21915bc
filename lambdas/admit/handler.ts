import { environments } from '../../core/contracts/environment.ts';
import { queueHandler } from '../adapters/queue-handler.ts';
import { s3UploadOptions } from '../adapters/s3-articles.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { sfnExecutions } from '../adapters/sfn-executions.ts';
import { readEnv } from '../env.ts';
import { ObjectCreatedSchema } from './event.ts';
import { admitStep } from './step.ts';

const env = readEnv(environments.admit);
const admit = admitStep({
  library: s3Library(env.LIBRARY_BUCKET),
  options: s3UploadOptions(),
  executions: sfnExecutions(env.STATE_MACHINE_ARN),
  limits: env.LIMITS,
});

export const handler = queueHandler('admit', ObjectCreatedSchema, admit);
