import type { Assembly, DistributionModel } from '../assembly/model.ts';
import { deploySite } from '../delivery/deploy-site.ts';
import type { Desk } from '../delivery/desk.ts';
import { type Backing, startDelivery } from '../delivery/server.ts';
import type { S3Service } from '../s3/service.ts';
import type { LocalService } from '../service.ts';
import type { Start } from './start.ts';

/** What readers see of the cloud. Its address is fixed first, as functions are told it; what it shows comes last. */
export interface Storefront extends LocalService {
  open(s3: S3Service, desk: Desk | undefined): void;
}

export async function startStorefront(start: Start, distribution: DistributionModel | undefined): Promise<Storefront> {
  const backing = Promise.withResolvers<Backing>();
  const delivery = start.own(
    await startDelivery({
      distribution,
      backing: backing.promise,
      onFault: start.onFault,
      ...start.port('delivery'),
    }),
  );
  return {
    ...delivery,
    open(s3, desk) {
      const origin = { read: (bucket: string, key: string, range?: string) => s3.readObject(bucket, key, range) };
      backing.resolve({ origin, desk });
    },
  };
}

/** Puts the site's files into their bucket, as the deployment of the stack would. */
export async function deploySites({ siteDeployments }: Assembly, s3: S3Service): Promise<void> {
  for (const deployment of siteDeployments) {
    const { bucket } = deployment;
    await deploySite(deployment, {
      keys: prefix => s3.keysOf(bucket, prefix),
      describe: key => s3.describeObject(bucket, key),
      put: (key, bytes, headers) => s3.putObject(bucket, key, bytes, headers),
      remove: key => s3.removeObject(bucket, key),
    });
  }
}
