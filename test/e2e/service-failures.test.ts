import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesizedApp } from '../../cli/assembly.ts';
import { type LocalCloud, startCloud } from '../../local/cloud.ts';
import { diglot, projectFolder } from '../cli/diglot.ts';
import { outcomesOf } from './outcome.ts';

const progress = { show: () => undefined, end: () => undefined, above: () => undefined };
const terminal = { print: () => undefined, note: () => undefined, fail: () => undefined, progress };

describe('a machine without a translation engine', () => {
  let folder = '';
  let cloud: LocalCloud;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-engineless-'));
    await writeFile(path.join(folder, 'article.txt'), 'Bonjour le monde.');
    const context = {
      terminal,
      projectFolder,
      signal: new AbortController().signal,
      endWith: () => undefined,
      whenStopped: () => undefined,
    };
    const assemblyFolder = await synthesizedApp(context);
    cloud = await startCloud({ assemblyFolder, dataFolder: path.join(folder, 'data'), translateEngines: [] });
  }, 300_000);
  afterAll(async () => {
    await cloud.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('fails with 5 and the command that brings an engine; a cloud that runs already is used', async () => {
    const { exitCode, stdout } = await diglot(['run', 'article.txt', '--data', 'data', '--json'], { cwd: folder });
    const [outcome] = outcomesOf(stdout);
    expect(exitCode).toBe(5);
    expect(outcome).toMatchObject({ status: 'failed', out: null });
    // The French was spoken before the English failed: it is on the bill, and kept for the next time.
    expect(outcome?.receipt).toMatchObject({ translate: { characters: 0 }, narrate: { characters: 17, reused: 0 } });
    expect(`${outcome?.error?.message} ${outcome?.error?.remedy}`).toContain('npm run setup');
  }, 300_000);

  it('still makes what is in the memory', async () => {
    await writeFile(path.join(folder, 'known.txt'), 'La sécurité comme leitmotiv');
    const parameters = ['add', 'known.txt', '--local', '--data', 'data', '--wait', '--json'];
    const { exitCode, stdout } = await diglot(parameters, { cwd: folder });
    expect(outcomesOf(stdout)).toMatchObject([{ status: 'complete', paragraphs: 1, out: null }]);
    expect(exitCode).toBe(0);
  }, 300_000);
});
