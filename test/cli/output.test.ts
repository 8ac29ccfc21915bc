import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { diglotEntry, startDiglot } from './diglot.ts';

/** Runs `diglot` with a reader of one of its streams that leaves before anything was written, as `| head -0` does. */
async function withoutReader(parameters: readonly string[], left: 'stdout' | 'stderr') {
  const child = startDiglot(parameters);
  child[left].destroy();
  const other = text(left === 'stdout' ? child.stderr : child.stdout);
  await once(child, 'close');
  return { exitCode: child.exitCode, other: await other };
}

/** Runs `diglot` with one of its streams on a disk without space. */
function onFullDisk(parameters: readonly string[], full: 'stdout' | 'stderr') {
  const disk = openSync('/dev/full', 'w');
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [diglotEntry, ...parameters], {
      stdio: full === 'stdout' ? ['ignore', disk, 'pipe'] : ['ignore', 'pipe', disk],
      encoding: 'utf8',
    });
    return { exitCode: status, other: full === 'stdout' ? stderr : stdout };
  } finally {
    closeSync(disk);
  }
}

describe('a reader who leaves', () => {
  it.each([[['--help']], [['doctor', '--json']]])('ends %j quietly, with 141 as SIGPIPE would', async parameters => {
    expect(await withoutReader(parameters, 'stdout')).toEqual({ exitCode: 141, other: '' });
  });

  it('of the notes ends the command too', async () => {
    expect(await withoutReader(['rnu'], 'stderr')).toEqual({ exitCode: 141, other: '' });
  });
});

describe.skipIf(!existsSync('/dev/full'))('a disk without space', () => {
  it('for what is printed ends with 5, and says once what to do', () => {
    const { exitCode, other } = onFullDisk(['--help'], 'stdout');
    expect(other).toBe(
      '✗ ENOSPC: no space left on device, write\n  Free some space on that disk, then run the command again.\n',
    );
    expect(exitCode).toBe(5);
  });

  it('for the notes changes nothing else', () => {
    expect(onFullDisk(['rnu'], 'stderr')).toEqual({ exitCode: 2, other: '' });
  });
});
