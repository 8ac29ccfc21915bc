import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineFailed, EngineUnusable } from '../../../local/translate/engine.ts';
import { firefoxIsPulled, startFirefox } from '../../../local/translate/firefox/engine.ts';
import { modelFilePath } from '../../../local/translate/firefox/model-files.ts';
import { knownEngines } from '../../../local/translate/known-engines.ts';
import { writeRandomModel } from './random-model.ts';

let models: string;

beforeEach(async () => {
  models = await mkdtemp(path.join(os.tmpdir(), 'models-'));
});

afterEach(() => rm(models, { recursive: true }));

// The real model can not be fetched everywhere: these weights are random, and so are the words that come of them.
describe('Firefox Translations, with a model of random weights', () => {
  it('loads model, vocabulary and shortlist, and answers a line for each line', async () => {
    const engine = await startFirefox(models, await writeRandomModel(models));
    const lines = await engine.translate(['le chat dort', 'le chien aussi 😀 \\^$@[]{}<>']);
    expect(lines).toEqual([expect.stringMatching(/\p{L}/u), expect.stringMatching(/\p{L}/u)]);
    await engine.close();
  });

  it('answers the same to the same text, also to 20 racing calls', async () => {
    const engine = await startFirefox(models, await writeRandomModel(models));
    const texts = Array.from({ length: 20 }, (_, number) => String.fromCodePoint(97 + number).repeat(3));
    const alone: string[][] = [];
    for (const text of texts) alone.push(await engine.translate([text]));
    expect(await Promise.all(texts.map(text => engine.translate([text])))).toEqual(alone);
    expect(new Set(alone.map(String)).size).toBeGreaterThan(1);
    await engine.close();
  });

  it('names the remedy when a file is damaged', async () => {
    const model = await writeRandomModel(models);
    const damaged = Buffer.alloc(model.vocabulary.bytes);
    await writeFile(modelFilePath(models, model, model.vocabulary), damaged);
    const start = startFirefox(models, model);
    await expect(start).rejects.toThrow(EngineUnusable);
    await expect(start).rejects.toThrow(/vocab\.fren\.spm is damaged.*Fetch it again: npx diglot models pull/);
  });

  it('names the remedy when the engine refuses the files', async () => {
    const model = await writeRandomModel(models);
    const start = startFirefox(models, { ...model, model: model.vocabulary });
    await expect(start).rejects.toThrow(/Fetch it again: npx diglot models pull/);
  });

  it('survives a crash of the engine: the call fails, the next starts a new worker', async () => {
    const engine = await startFirefox(models, await writeRandomModel(models, 63));
    await expect(engine.translate(['le chat'])).rejects.toThrow(EngineFailed);
    await expect(engine.translate(['le chat'])).rejects.toThrow(/It crashed/);
    await engine.close();
  });

  it('is there only when all three files are, each as long as it should be', async () => {
    expect(firefoxIsPulled(models)).toBe(false);
    const model = await writeRandomModel(models);
    expect(firefoxIsPulled(models, model)).toBe(true);
    expect(firefoxIsPulled(models, knownEngines.firefox)).toBe(false);
    await rm(modelFilePath(models, model, model.shortlist));
    expect(firefoxIsPulled(models, model)).toBe(false);
  });
});
