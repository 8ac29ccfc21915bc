import { startJsonService } from '../aws-json/server.ts';
import type { Authorize, LocalService, PrincipalLookup } from '../service.ts';
import type { EngineName } from './engine.ts';
import { nameEngineError } from './errors.ts';
import { operations } from './operations.ts';
import { type EngineCandidate, selectEngine, standardCandidates } from './selection.ts';

export interface TranslateOptions {
  readonly principals: PrincipalLookup;
  readonly authorize: Authorize;
  /** The folder of pulled models; it need not exist. */
  readonly engines: string;
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

/**
 * Amazon Translate over HTTP/1.1, translating with the engine that is on this machine. It never answers with the source
 * for want of an engine: it fails, and says what to run.
 */
export async function startTranslate(options: TranslateOptions): Promise<LocalTranslate> {
  const engines = selectEngine(options.candidates ?? standardCandidates(options.engines));
  const service = await startJsonService({
    service: 'translate',
    targetPrefix: 'AWSShineFrontendService_20170701',
    jsonVersion: '1.1',
    operations: operations(engines),
    nameError: nameEngineError,
    principals: options.principals,
    authorize: options.authorize,
    now: options.now ?? (() => new Date()),
    port: options.port,
  });
  return {
    endpoint: service.endpoint,
    engine: () => engines.current(),
    async close() {
      await service.close();
      await engines.close();
    },
  };
}
