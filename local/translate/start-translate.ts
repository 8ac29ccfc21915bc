import { terminologyLimits } from '../../core/limits.ts';
import { startJsonService } from '../aws-json/server.ts';
import type { Authorize, LocalService, PrincipalLookup } from '../service.ts';
import type { EngineName } from './engine.ts';
import { nameEngineError } from './errors.ts';
import { operations } from './operations.ts';
import { type EngineCandidate, selectEngine, standardCandidates } from './selection.ts';
import { startDownloads } from './terminology/downloads.ts';
import { openTerminologies } from './terminology/store.ts';

export interface TranslateOptions {
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  /** The folder of pulled models; it need not exist. */
  readonly engines: string;
  /** The folder of imported terminologies; made if it is not there. */
  readonly terminologies: string;
  /** What ARNs of terminologies name. */
  readonly region: string;
  readonly accountId: string;
  /** What signatures are dated against. */
  readonly now?: () => Date;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The engines to choose from, the best first; those of this machine if not given. */
  readonly candidates?: readonly EngineCandidate[];
}

export interface LocalTranslate extends LocalService {
  /** The engine that the next text would go to. */
  engine(): EngineName | 'none';
}

/** A terminology's file in Base64, and room for the rest of its request. */
const maxRequestBytes = 2 * terminologyLimits.maxFileBytes;

/**
 * Amazon Translate over HTTP/1.1, translating with the engine that is on this machine. It never answers with the source
 * for want of an engine: it fails, and says what to run.
 */
export async function startTranslate(options: TranslateOptions): Promise<LocalTranslate> {
  const engines = selectEngine(options.candidates ?? standardCandidates(options.engines));
  const now = options.now ?? (() => new Date());
  const terminologies = {
    store: openTerminologies(options.terminologies, now),
    downloads: await startDownloads(now),
    arnPrefix: `arn:aws:translate:${options.region}:${options.accountId}:terminology`,
  };
  const service = await startJsonService({
    service: 'translate',
    targetPrefix: 'AWSShineFrontendService_20170701',
    jsonVersion: '1.1',
    operations: operations(engines, terminologies),
    maxRequestBytes,
    nameError: nameEngineError,
    principals: options.principals,
    authorize: options.authorize,
    now,
    port: options.port,
  });
  return {
    endpoint: service.endpoint,
    engine: () => engines.current(),
    async close() {
      await service.close();
      await terminologies.downloads.close();
      await engines.close();
    },
  };
}
