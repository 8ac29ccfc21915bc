import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diglot, diglotEntry } from './diglot.ts';

/** Nobody, where we are root, whom no permission stops; undefined is whoever we are. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;

/** False where root has put the project, or Node, out of everybody's reach, and on Windows. */
function canRun(): boolean {
  if (process.getuid === undefined) return false;
  return uid === undefined || spawnSync(process.execPath, [diglotEntry, '--version'], { uid }).status === 0;
}

describe.skipIf(!canRun())('what this user has no permission for', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'diglot-permissions-'));
    await chmod(folder, 0o755);
    for (const name of ['open.txt', 'locked.txt']) await writeFile(path.join(folder, name), 'Bonjour.');
    for (const name of ['data', 'read-only', 'closed']) await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, 'data', 'cloud.json'), '{}');
    await writeFile(path.join(folder, 'closed', 'article.txt'), 'Bonjour.');
    await chmod(path.join(folder, 'locked.txt'), 0o000);
    await chmod(path.join(folder, 'data', 'cloud.json'), 0o000);
    await chmod(path.join(folder, 'read-only'), 0o555);
    await chmod(path.join(folder, 'closed'), 0o000);
  });
  afterAll(async () => {
    await chmod(path.join(folder, 'closed'), 0o755);
    await rm(folder, { recursive: true, force: true });
  });

  it.each<[parameters: string[], says: RegExp]>([
    [
      ['list', '--local', '--data', 'data'],
      /Whether a local cloud runs cannot be told: "data\/cloud\.json" may not be read\.\n {2}Run the command as the user who/u,
    ],
    [['run', 'open.txt', '--data', 'data', '--out', '/tmp'], /Whether a local cloud runs cannot be told/u],
    [
      ['quote', 'open.txt', 'locked.txt'],
      /"locked\.txt" cannot be read: .*\n {2}If it is yours, run: chmod u\+r "locked\.txt"/u,
    ],
    [['run', 'closed/article.txt'], /"closed\/article\.txt" cannot be read/u],
    [
      ['run', 'open.txt', '--out', 'read-only/editions/new'],
      /Nothing may be written to the folder "read-only"\.\n {2}.*name another folder: --out DIR/u,
    ],
    [['get', 'a-123456', '--local', '--out', 'read-only'], /Nothing may be written to the folder "read-only"/u],
    [['run', 'open.txt', '--out', 'closed/new'], /Nothing may be written to the folder "closed"/u],
  ])('%j ends with 2, and says what it is', async (parameters, says) => {
    const { exitCode, stdout, stderr } = await diglot(parameters, {
      cwd: folder,
      ...(uid === undefined ? {} : { uid }),
    });
    expect(stderr).toMatch(says);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});
