import { apertiumIsInstalled, startApertium } from './apertium/engine.ts';
import type { EngineName, TranslationEngine } from './engine.ts';
import { firefoxIsPulled, startFirefox } from './firefox/engine.ts';

/** An engine that could be there. */
export interface EngineCandidate {
  readonly name: EngineName;
  /** Looks quickly; asked before every translation. */
  present(): boolean;
  /** @throws EngineUnusable if what is there can not be started */
  start(): Promise<TranslationEngine>;
}

/**
 * The engines of the local Translate, the best first.
 * @param models the folder of pulled models
 */
export function standardCandidates(models: string): readonly EngineCandidate[] {
  return [
    {
      name: 'firefox-translations',
      present: () => firefoxIsPulled(models),
      start: () => startFirefox(models),
    },
    { name: 'apertium', present: () => apertiumIsInstalled(), start: () => startApertium() },
  ];
}

/** The first engine that is there, started when first needed. */
export interface EngineSelection {
  /** The engine that the next call would go to. */
  current(): EngineName | 'none';
  /** @returns undefined if no engine is there */
  engine(): Promise<TranslationEngine> | undefined;
  close(): Promise<void>;
}

/** Looks anew at each call, so that an engine installed while the cloud runs is used from then on. */
export function selectEngine(candidates: readonly EngineCandidate[]): EngineSelection {
  const started = new Map<EngineName, Promise<TranslationEngine>>();
  const first = () => candidates.find(candidate => candidate.present());

  function start(candidate: EngineCandidate): Promise<TranslationEngine> {
    const known = started.get(candidate.name);
    if (known !== undefined) return known;
    const starting = candidate.start();
    started.set(candidate.name, starting);
    // One that could not start is tried again with the next call: its remedy may have been followed.
    starting.catch(() => started.delete(candidate.name));
    return starting;
  }

  return {
    current: () => first()?.name ?? 'none',
    engine() {
      const candidate = first();
      return candidate === undefined ? undefined : start(candidate);
    },
    async close() {
      const starts = await Promise.allSettled(started.values());
      const engines = starts.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      await Promise.all(engines.map(engine => engine.close()));
    },
  };
}
