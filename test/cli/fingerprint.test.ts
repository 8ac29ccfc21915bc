import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appFingerprint } from '../../cli/cloud/fingerprint.ts';

let project = '';
const shaping = [
  'bin/app.ts',
  'cdk.json',
  'package-lock.json',
  'lib/a.ts',
  'lambdas/x/y.ts',
  'core/b.ts',
  'content/memory.fr-en.tmx',
  'web/main.tsx',
];

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'diglot-fingerprint-'));
  for (const file of [...shaping, 'content/telegram.fr.txt', 'cli/main.ts']) await write(file, 'before');
});
afterAll(() => rm(project, { recursive: true }));

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.join(project, path.dirname(file)), { recursive: true });
  await writeFile(path.join(project, file), content);
}

describe('the fingerprint of the app', () => {
  it.each(shaping)('changes with %s', async file => {
    const before = await appFingerprint(project);
    await write(file, 'after');
    expect(await appFingerprint(project)).not.toBe(before);
    await write(file, 'before');
    expect(await appFingerprint(project)).toBe(before);
  });

  it('changes when a file comes, goes or moves', async () => {
    const before = await appFingerprint(project);
    await write('core/new.ts', '');
    expect(await appFingerprint(project)).not.toBe(before);
    await rm(path.join(project, 'core/new.ts'));
    expect(await appFingerprint(project)).toBe(before);
  });

  it('does not change with what no bundle holds: articles, the command line', async () => {
    const before = await appFingerprint(project);
    await write('content/telegram.fr.txt', 'after');
    await write('cli/main.ts', 'after');
    expect(await appFingerprint(project)).toBe(before);
  });
});
