import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { clientOf, REGION, startLocalS3, tester } from '../local/s3/local-s3.ts';
import { localOnlyCases } from './s3-buckets.ts';
import { s3Contract } from './s3-contract.ts';
import type { S3Target } from './s3-target.ts';

async function localTarget(): Promise<S3Target> {
  const { s3, client, remove } = await startLocalS3();
  await s3.createBucket('diglot-contract', { versioned: false, eventBridge: false });
  await s3.createBucket('diglot-contract-versions', { versioned: true, eventBridge: true });
  return {
    client,
    bucket: 'diglot-contract',
    versionedBucket: 'diglot-contract-versions',
    region: REGION,
    credentials: tester,
    clientWith: credentials => clientOf(s3.endpoint, { ...tester, ...credentials }),
    urlOf: bucket => `${s3.endpoint}/${bucket}`,
    close: remove,
  };
}

s3Contract('the local S3', localTarget);

describe('the local S3 alone', () => {
  let target: S3Target | undefined;
  beforeAll(async () => {
    target = await localTarget();
  });
  afterAll(() => target?.close());
  localOnlyCases(() => target ?? missing());
});

/** Amazon's own S3, if the environment names two buckets of an account and its keys. */
function amazonTarget(): S3Target | undefined {
  const {
    DIGLOT_CONTRACT_BUCKET: bucket,
    DIGLOT_CONTRACT_VERSIONED_BUCKET: versionedBucket,
    AWS_REGION: region,
  } = process.env;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!bucket || !versionedBucket || !region || !accessKeyId || !secretAccessKey) return undefined;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ region, credentials });
  return {
    client,
    bucket,
    versionedBucket,
    region,
    credentials,
    clientWith: others => new S3Client({ region, credentials: others, maxAttempts: 1 }),
    urlOf: name => `https://s3.${region}.amazonaws.com/${name}`,
    close: () => Promise.resolve(client.destroy()),
  };
}

const amazon = amazonTarget();
const needed = 'DIGLOT_CONTRACT_BUCKET, DIGLOT_CONTRACT_VERSIONED_BUCKET, AWS_REGION and the keys of an account';
describe.skipIf(amazon === undefined)(`with ${needed}`, () => {
  s3Contract('Amazon S3', () => Promise.resolve(amazon ?? missing()));
});

function missing(): never {
  throw new Error('The target is not there yet.');
}
