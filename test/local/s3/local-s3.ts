import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { ObjectEvent } from '../../../local/s3/event.ts';
import { type S3Options, type S3Service, startS3 } from '../../../local/s3/service.ts';
import { allowAll, type Principal } from '../../../local/service.ts';

/** The user who signs in the tests. */
export const tester: Principal = {
  accessKeyId: 'AKIDTESTER',
  secretAccessKey: 'a secret/of+tests',
  arn: 'arn:aws:iam::000000000000:user/tester',
};

export const REGION = 'eu-west-3';

/** A running S3 with a client and the events that it gave. */
export interface LocalS3 {
  readonly s3: S3Service;
  readonly client: S3Client;
  readonly folder: string;
  readonly events: ObjectEvent[];
  /** Stops the service; the folder stays. */
  readonly stop: () => Promise<void>;
  /** Stops the service and deletes the folder. */
  readonly remove: () => Promise<void>;
}

/** Starts an S3 over a new folder, or over a given one. */
export async function startLocalS3(options: Partial<S3Options> = {}): Promise<LocalS3> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'diglot-s3-')));
  const events: ObjectEvent[] = [];
  const s3 = await startS3({
    folder,
    region: REGION,
    principals: id => (id === tester.accessKeyId ? tester : undefined),
    authorize: allowAll,
    onObjectEvent: event => {
      events.push(event);
      return Promise.resolve();
    },
    ...options,
  });
  const client = clientOf(s3.endpoint);
  const stop = async () => {
    client.destroy();
    await s3.close();
  };
  const remove = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { s3, client, folder, events, stop, remove };
}

/** A client of the SDK, as a Lambda would have it. */
export function clientOf(endpoint: string, credentials: Principal = tester): S3Client {
  const { accessKeyId, secretAccessKey } = credentials;
  return new S3Client({ endpoint, region: REGION, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
}
