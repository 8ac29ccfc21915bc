import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diglot, linesUntil, startDiglot } from '../cli/diglot.ts';
import { outcomesOf } from './outcome.ts';

const timeoutMs = 300_000;

describe('Ctrl-C', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-stopping-'));
    const paragraphs = Array.from({ length: 12 }, (_, index) => `Il pleut sur Nantes depuis ${index + 2} jours.`);
    await writeFile(path.join(folder, 'lettre.txt'), `Une lettre\n\n${paragraphs.join('\n\n')}\n`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Stops the command as soon as it says something that matches. */
  async function stop(parameters: readonly string[], when: RegExp) {
    const child = startDiglot([...parameters, '--data', 'data'], { cwd: folder });
    const ended = once(child, 'close');
    const lines = await linesUntil(child.stderr, when);
    child.kill('SIGINT');
    await ended;
    return {
      exitCode: child.exitCode,
      last: lines.at(-1),
      said: lines.filter(line => line.startsWith('Stopped')).length,
    };
  }

  it(
    'in run says where what is made is kept, and the same command goes on from there',
    async () => {
      expect(await stop(['run', 'lettre.txt'], /clips/u)).toEqual({
        exitCode: 130,
        last: 'Stopped. What is made is kept in data: the same command goes on from there.',
        said: 1,
      });
      const again = await diglot(['run', 'lettre.txt', '--json', '--data', 'data'], { cwd: folder });
      expect(outcomesOf(again.stdout)).toMatchObject([{ status: 'complete', paragraphs: 13 }]);
    },
    timeoutMs,
  );

  it(
    'in quote says that nothing is paid, and nothing kept',
    async () => {
      const names = Array.from({ length: 200 }, (_, index) => `${index}.txt`);
      for (const name of names) await writeFile(path.join(folder, name), `Article ${name}\n\nIl pleut.\n`);
      expect(await stop(['quote', ...names], /0\.txt: reading/u)).toEqual({
        exitCode: 130,
        last: 'Stopped. A quote pays nothing and keeps nothing: the same command begins anew.',
        said: 1,
      });
    },
    timeoutMs,
  );
});
