/**
 * CPU and memory of a whole run of the sample, against the engines alone: `node bench/run.ts`; with `--reviewed` the memory
 * translates, as it does by default, so that the voice is the only engine.
 *
 * CPU is what the shell's `times` says of a finished command and all its descendants. The app is synthesized beforehand,
 * and not counted. Memory is the sum of what all processes of the run have in their working sets, each its own share of
 * what is shared (Pss of /proc), at its greatest; Linux only.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'diglot-bench-'));
const sample = 'content/telegram.fr.txt';
const isReviewed = process.argv.includes('--reviewed');
const run = (data: string) =>
  `node bin/diglot.ts run ${sample} ${isReviewed ? '' : '--no-memory'} --data ${scratch}/${data} --out ${scratch}/out`;

await measure(run('warm'));
const whole = await measure(run('whole'));
const [edition = ''] = readdirSync(join(scratch, 'out'));
const engines = await measure(
  `node bench/engines-alone.ts ${join(scratch, 'out', edition)} ${isReviewed ? '--voice' : ''}`,
);
console.table({
  'the whole run': whole,
  'the engines alone': engines,
  ratio: { cpuSeconds: round(whole.cpuSeconds / engines.cpuSeconds) },
});
rmSync(scratch, { recursive: true });

async function measure(command: string): Promise<{ cpuSeconds: number; peakPssMb: number; peakRssMb: number }> {
  const shell = spawn('sh', ['-c', `${command} >/dev/null 2>&1; times`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let peakPssMb = 0;
  let peakRssMb = 0;
  const watch = setInterval(() => {
    const family = descendants(shell.pid ?? 0);
    peakPssMb = Math.max(
      peakPssMb,
      sum(family, pid => memoryMb(pid, 'Pss')),
    );
    peakRssMb = Math.max(
      peakRssMb,
      sum(family, pid => memoryMb(pid, 'Rss')),
    );
  }, 200);
  let printed = '';
  for await (const part of shell.stdout) printed += String(part);
  clearInterval(watch);
  // The second line is of the shell's children: user and system time, each as 0m1.23s.
  const times = Array.from((printed.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/gu));
  const cpuSeconds = times.reduce((total, [, minutes, seconds]) => total + Number(minutes) * 60 + Number(seconds), 0);
  return { cpuSeconds: round(cpuSeconds), peakPssMb: Math.round(peakPssMb), peakRssMb: Math.round(peakRssMb) };
}

function descendants(pid: number): number[] {
  const children = readProc(`${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  return [...children, ...children.flatMap(descendants)];
}

function memoryMb(pid: number, field: 'Pss' | 'Rss'): number {
  const [, kb = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(readProc(`${pid}/smaps_rollup`)) ?? [];
  return Number(kb) / 1_000;
}

/** A process may end while it is looked at. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

function sum(pids: readonly number[], amount: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + amount(pid), 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
