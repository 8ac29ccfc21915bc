import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../http/server.ts';
import type { Authorize, LocalService, PrincipalLookup } from '../service.ts';
import { type DirectObjects, directObjects } from './direct.ts';
import type { ObjectEvent } from './event.ts';
import { Ledger } from './ledger.ts';
import { type BucketSettings, Objects } from './objects.ts';
import { checkBucketName } from './operations/buckets.ts';
import { serve } from './serve.ts';
import { Uploads } from './uploads.ts';

/** How to start an S3. */
export interface S3Options {
  /** Where its data lie; one process at a time. Made if it is not there. */
  readonly folder: string;
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  /**
   * Takes over the event of an object created or deleted in a bucket with `eventBridge`. An event comes again until this has
   * resolved, also after a restart; events of different objects come in no order.
   */
  readonly onObjectEvent: (event: ObjectEvent) => Promise<void>;
  /** The region of buckets and events; `us-east-1` if left out. */
  readonly region?: string;
  readonly now?: () => Date;
  readonly port?: number;
  /** Told of what no client waits for or caused: a failed delivery, a broken disk. Standard error if left out. */
  readonly onFault?: (error: unknown) => void;
}

/** A running S3. */
export interface S3Service extends LocalService, DirectObjects {
  /** Makes a bucket, or sets up anew one that is there. @throws S3Error InvalidBucketName */
  createBucket(name: string, settings: BucketSettings): Promise<void>;
}

/**
 * Starts an S3 over a folder. What it acknowledged, an object with its event, survives `kill -9`.
 * @throws JournalDamaged if the folder was tampered with, or the system's error
 */
export async function startS3(options: S3Options): Promise<S3Service> {
  const onFault = options.onFault ?? reportFault;
  const { folder, region = 'us-east-1', now = () => new Date(), onObjectEvent: deliver } = options;
  const ledger = await Ledger.open({ folder, region, now, deliver, onFault });
  const surroundings = { ...options, ledger, now, onFault, objects: new Objects(ledger), uploads: new Uploads(ledger) };
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response, { ...surroundings, requestId: newRequestId() }).catch(onFault);
  };
  const http = await listen(handler, options.port === undefined ? {} : { port: options.port });
  ledger.start();
  let closing: Promise<void> | undefined;
  return {
    endpoint: http.endpoint,
    close: () => (closing ??= http.close().then(() => ledger.close())),
    createBucket: async (name, settings) => {
      checkBucketName(name);
      await surroundings.objects.createBucket(name, settings);
    },
    ...directObjects(surroundings.objects, ledger),
  };
}

function reportFault(error: unknown): void {
  console.error('local S3:', error);
}

/** As long as Amazon's. */
const newRequestId = () => randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
