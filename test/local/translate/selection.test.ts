import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineName, TranslationEngine } from '../../../local/translate/engine.ts';
import { knownEngines } from '../../../local/translate/known-engines.ts';
import { probeApertium, probeFirefox } from '../../../local/translate/probe.ts';
import { type EngineCandidate, selectEngine, standardCandidates } from '../../../local/translate/selection.ts';
import { writeRandomModel } from './random-model.ts';

function candidate(name: EngineName, state: { present: boolean; closed?: boolean }): EngineCandidate {
  const engine: TranslationEngine = {
    name,
    version: '1',
    translate: async lines => [...lines],
    close: async () => void (state.closed = true),
  };
  return { name, present: () => state.present, start: async () => engine };
}

describe('the selection of an engine', () => {
  it('prefers Firefox Translations to Apertium', () => {
    expect(standardCandidates('models').map(({ name }) => name)).toEqual(['firefox-translations', 'apertium']);
  });

  it('looks anew at each call: what is installed meanwhile is used', async () => {
    const firefox = { present: false };
    const apertium = { present: false };
    const engines = selectEngine([candidate('firefox-translations', firefox), candidate('apertium', apertium)]);
    expect([engines.current(), await engines.engine()]).toEqual(['none', undefined]);
    apertium.present = true;
    expect([engines.current(), (await engines.engine())?.name]).toEqual(['apertium', 'apertium']);
    firefox.present = true;
    expect([engines.current(), (await engines.engine())?.name]).toEqual(Array(2).fill('firefox-translations'));
  });

  it('starts an engine once, and again if it could not start', async () => {
    let starts = 0;
    const failing: EngineCandidate = {
      name: 'apertium',
      present: () => true,
      start: async () => {
        starts += 1;
        throw new Error('damaged');
      },
    };
    const engines = selectEngine([failing]);
    await expect(engines.engine()).rejects.toThrow('damaged');
    await expect(engines.engine()).rejects.toThrow('damaged');
    expect(starts).toBe(2);
    const whole = selectEngine([candidate('apertium', { present: true })]);
    expect(await whole.engine()).toBe(await whole.engine());
  });

  it('closes what it started', async () => {
    const apertium = { present: true, closed: false };
    const engines = selectEngine([candidate('apertium', apertium)]);
    await engines.engine();
    await engines.close();
    expect(apertium.closed).toBe(true);
  });
});

describe('the probe of an engine', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'probe-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('names the command that brings Apertium, or its version', async () => {
    const installation = { ...knownEngines.apertium, modesFolder: folder };
    expect(await probeApertium(installation)).toMatchObject({
      name: 'apertium',
      present: false,
      remedy: 'apt-get install -y --no-install-recommends apertium-fr-es apertium-eng-spa',
    });
    for (const mode of installation.modes) await writeFile(path.join(folder, `${mode}.mode`), 'cat');
    const probe = await probeApertium(installation);
    expect(probe).toMatchObject({ name: 'apertium', present: true, place: folder });
    expect(probe.version).toMatch(/./);
    expect(probe.remedy).toBeUndefined();
  });

  it('names the command that brings Firefox Translations, or its version', async () => {
    expect(await probeFirefox(folder, knownEngines.firefox)).toMatchObject({
      present: false,
      remedy: 'npx diglot models pull',
    });
    const model = await writeRandomModel(folder);
    expect(await probeFirefox(folder, model)).toMatchObject({
      present: true,
      version: model.model.sha256.slice(0, 12),
    });
  });
});
