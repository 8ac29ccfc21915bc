import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientOf } from './local-s3.ts';

const MIB = 1024 ** 2;
const SIZE_BYTES = 200 * MIB;

describe('an object of 200 MB', () => {
  it('passes through in both directions without being held in memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'diglot-s3-large-'));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'serving-child.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const endpoint = await new Promise<string>(resolve =>
      createInterface({ input: child.stdout }).once('line', resolve),
    );
    const client = clientOf(endpoint);
    const before = await peakMemoryBytes(child.pid);
    await client.send(
      new PutObjectCommand({ Bucket: 'plain', Key: 'large', Body: Readable.from(pieces()), ContentLength: SIZE_BYTES }),
    );
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'large' }));
    expect(await digest(Body)).toBe(await digest(Readable.from(pieces())));
    expect((await peakMemoryBytes(child.pid)) - before).toBeLessThan(80 * MIB);
    client.destroy();
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
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
