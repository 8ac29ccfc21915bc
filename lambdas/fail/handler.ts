import { environments } from '../../core/contracts/environment.ts';
import { FailInputSchema } from '../../core/contracts/steps.ts';
import { s3Library } from '../adapters/s3-library.ts';
import { stateHandler } from '../adapters/state-handler.ts';
import { readEnv } from '../env.ts';
import { failStep } from './step.ts';

const env = readEnv(environments.fail);
const fail = failStep({ library: s3Library(env.LIBRARY_BUCKET) });

export const handler = stateHandler('fail', FailInputSchema, fail);
