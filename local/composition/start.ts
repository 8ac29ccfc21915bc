import { localAccountId } from '../queues/queues.ts';
import { type Authorize, allowAll, type LocalService, type PrincipalLookup } from '../service.ts';
import { type DataFolder, userCredentials } from './data-folder.ts';
import type { CloudEvent, CloudOptions, ServiceName } from './options.ts';
import { openPrincipals, type Principals } from './principals.ts';

/** What every step of a start needs. */
export interface Start {
  readonly region: string;
  readonly folder: DataFolder;
  readonly options: CloudOptions;
  readonly principals: Principals;
  readonly tell: (event: CloudEvent) => void;
  readonly onFault: (error: unknown) => void;
  /** Does it when the cloud ends; what was started last ends first. */
  readonly defer: (end: () => void | Promise<void>) => void;
  /** Ends the service with the cloud. */
  readonly own: <Service extends LocalService>(service: Service) => Service;
  readonly port: (service: ServiceName) => { readonly port?: number };
  /** Who may come in, and at which port. */
  readonly door: (service: ServiceName) => {
    readonly principals: PrincipalLookup;
    readonly authorize: Authorize;
    readonly port?: number;
  };
}

/** @param started ends what was started, at the end or when the start fails half-way */
export function newStart(
  region: string,
  folder: DataFolder,
  options: CloudOptions,
  started: AsyncDisposableStack,
): Start {
  const principals = openPrincipals(userCredentials(folder), localAccountId);
  const tell = options.onEvent ?? (() => undefined);
  const port = (service: ServiceName) => {
    const fixed = options.ports?.[service];
    return fixed === undefined ? {} : { port: fixed };
  };
  return {
    region,
    folder,
    options,
    principals,
    tell,
    onFault: error => tell({ kind: 'fault', error }),
    defer: end => started.defer(end),
    own(service) {
      started.defer(() => service.close());
      return service;
    },
    port,
    // The policies of the synthesized roles will decide here; until then everyone known may do everything.
    door: service => ({ principals: principals.lookup, authorize: allowAll, ...port(service) }),
  };
}
