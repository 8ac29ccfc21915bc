import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { type CloudDescription, CloudDescriptionSchema } from '../../local/cloud-description.ts';
import { startDiglot } from '../cli/diglot.ts';

/** `diglot start` in a process of its own, on a data folder of its own. */
export interface RunningCloud {
  readonly description: CloudDescription;
  /** The library's address, with a slash at its end. */
  readonly address: string;
  /** The folder that the sample's edition was written to; resolves when it is there. */
  readonly sampleFolder: Promise<string>;
  /** Ends it and removes what it has written. */
  close(): Promise<void>;
}

/** @returns as soon as it serves; it makes the sample's edition then */
export async function startRunningCloud(): Promise<RunningCloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'diglot-site-'));
  const running = startDiglot(['start', '--json', '--data', 'data'], { cwd: folder });
  const ended = new Promise<void>(resolve => void running.once('close', () => resolve()));
  const printed = lineWith(running.stdout, /^(.+)$/u);
  const sampleFolder = lineWith(running.stderr, /folder\s+(\S+)/u).then(name => path.resolve(folder, name));
  // Whoever waits for it hears of a failure; where nobody does, closing must not fail for it.
  sampleFolder.catch(() => undefined);
  const description = v.parse(CloudDescriptionSchema, JSON.parse(await printed));
  return {
    description,
    address: `${description.player}/`,
    sampleFolder,
    async close() {
      running.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the group of a pattern finds in the first line that matches; the stream is read on to its end. */
function lineWith(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: stream })
      .on('line', line => {
        lines.push(line);
        const [, found] = pattern.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      })
      .on('close', () => reject(new Error(`It ended before that:\n${lines.join('\n')}`)));
  });
}
