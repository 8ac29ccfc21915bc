import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Nothing else is in the environment but PATH. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Who runs it, if not we. */
  readonly uid?: number;
}

/** The program, for those who start it in a way of their own. */
export const diglotEntry = `${projectFolder}bin/diglot.ts`;

/** Starts `diglot` in a process of its own, as a shell would. */
export function startDiglot(
  parameters: readonly string[],
  { cwd = projectFolder, environment = {}, uid }: RunOptions = {},
) {
  return spawn(process.execPath, [diglotEntry, ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid }),
  });
}

/** Runs `diglot` to its end. */
export async function diglot(parameters: readonly string[], options?: RunOptions): Promise<Ran> {
  const child = startDiglot(parameters, options);
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { exitCode: child.exitCode, stdout, stderr };
}

/** The JSON lines of stdout. */
export function jsonLines(stdout: string): unknown[] {
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** The lines of a stream, as soon as one matches; those that come later are added to them. */
export async function linesUntil(stream: NodeJS.ReadableStream, last: RegExp): Promise<string[]> {
  const lines: string[] = [];
  const reader = createInterface({ input: stream });
  await new Promise<void>((resolve, reject) => {
    reader.on('line', line => {
      lines.push(line);
      if (last.test(line)) resolve();
    });
    reader.on('close', () => reject(new Error(`It ended before that:\n${lines.join('\n')}`)));
  });
  return lines;
}
