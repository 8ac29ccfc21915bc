import { apertiumIsInstalled, apertiumRemedy, apertiumVersion } from './apertium/engine.ts';
import type { EngineName } from './engine.ts';
import { firefoxIsPulled, firefoxRemedy } from './firefox/engine.ts';
import { type ApertiumInstallation, type FirefoxModel, knownEngines } from './known-engines.ts';

/** What `diglot doctor` says of one engine. */
export interface EngineProbe {
  readonly name: EngineName;
  readonly present: boolean;
  readonly version?: string;
  /** The folder that it is in, or would be in. */
  readonly place: string;
  /** The command that brings it, if it is not there. */
  readonly remedy?: string;
}

/**
 * Looks for the translation engines of this machine, the best first; any one of them is enough.
 * @param models the folder of pulled models
 */
export function probeTranslationEngines(models: string): Promise<EngineProbe[]> {
  return Promise.all([probeFirefox(models, knownEngines.firefox), probeApertium(knownEngines.apertium)]);
}

/** Looks at sizes only; the SHA-256 is checked when the model is loaded. */
export async function probeFirefox(models: string, model: FirefoxModel): Promise<EngineProbe> {
  const found = { name: 'firefox-translations', place: models } as const;
  if (!firefoxIsPulled(models, model)) return { ...found, present: false, remedy: firefoxRemedy };
  return { ...found, present: true, version: model.model.sha256.slice(0, 12) };
}

export async function probeApertium(installation: ApertiumInstallation): Promise<EngineProbe> {
  const found = { name: 'apertium', place: installation.modesFolder } as const;
  if (!apertiumIsInstalled(installation)) {
    return { ...found, present: false, remedy: apertiumRemedy(installation) };
  }
  return { ...found, present: true, version: await apertiumVersion(installation) };
}
