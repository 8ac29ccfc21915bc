import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from './local-s3.ts';

const MIB = 1024 ** 2;
const SIZE_BYTES = 200 * MIB;
/** Under half the object: what the garbage collector leaves lying about is not small. */
const MAX_GROWTH_BYTES = 90 * MIB;

describe.skipIf(process.platform !== 'linux')('an object of 200 MB (its memory is read from /proc)', () => {
  let folder = '';
  let child: ChildProcessByStdio<null, Readable, null>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diglot-s3-large-'));
    const script = join(import.meta.dirname, 'serving-child.ts');
    child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('passes through in both directions without being held in memory', { timeout: 120_000 }, async () => {
    const endpoint = await new Promise<string>(resolve =>
      createInterface({ input: child.stdout }).once('line', resolve),
    );
    const client = clientOf(endpoint);
    const name = { Bucket: 'plain', Key: 'large' };
    const before = await peakMemoryBytes(child.pid);
    await client.send(new PutObjectCommand({ ...name, Body: Readable.from(pieces()), ContentLength: SIZE_BYTES }));
    const { Body } = await client.send(new GetObjectCommand(name));
    expect(await digest(Body)).toBe(await digest(Readable.from(pieces())));
    expect((await peakMemoryBytes(child.pid)) - before).toBeLessThan(MAX_GROWTH_BYTES);
    client.destroy();
  });
});

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < SIZE_BYTES / MIB; at++) yield Buffer.alloc(MIB, `piece ${at} `);
}

async function digest(stream: unknown): Promise<string> {
  const hash = createHash('sha256');
  if (!(stream instanceof Readable)) throw new TypeError('A stream was expected.');
  for await (const piece of stream) if (Buffer.isBuffer(piece)) hash.update(piece);
  return hash.digest('hex');
}

/** The most memory that a process ever had (VmHWM). */
async function peakMemoryBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
