/**
 * Measures the Apertium pivot French → Spanish → English as the local Translate drives it: time to the first answer,
 * words a second, CPU of its stages and of this process, and their memory. Linux only, as it reads /proc.
 *
 *   node bench/translate.ts [--repeat 50] [--file content/telegram.fr.txt]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type ApertiumEngine,
  apertiumIsInstalled,
  apertiumRemedy,
  startApertium,
} from '../local/translate/apertium/engine.ts';
import { translateText } from '../local/translate/lines.ts';

/** Clock ticks a second in /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

const { values } = parseArgs({
  options: {
    repeat: { type: 'string', default: '50' },
    file: { type: 'string', default: 'content/telegram.fr.txt' },
  },
});

if (!apertiumIsInstalled()) {
  console.error(`Apertium is not installed. Run: ${apertiumRemedy()}`);
  process.exitCode = 1;
} else {
  console.log(JSON.stringify(await measure(values.file, Number(values.repeat)), null, 2));
}

async function measure(file: string, repeat: number): Promise<Record<string, number | string>> {
  const text = readFileSync(file, 'utf8');
  const words = text.match(/\p{L}[\p{L}\p{M}’'-]*/gu)?.length ?? 0;
  const apertium = await startApertium();
  try {
    const first = await timed(() => translateText(apertium, 'Bonjour le monde.'));
    const stagesBefore = stageCpuSeconds(apertium);
    const ownBefore = process.cpuUsage();
    const wallSeconds = await timed(async () => {
      for (let round = 0; round < repeat; round += 1) await translateText(apertium, text);
    });
    const own = process.cpuUsage(ownBefore);
    const translated = words * repeat;
    const stagesCpuSeconds = stageCpuSeconds(apertium) - stagesBefore;
    const ownCpuSeconds = (own.user + own.system) / 1e6;
    return {
      engine: apertium.version,
      words: translated,
      firstAnswerMs: Math.round(first * 1000),
      wordsPerSecond: Math.round(translated / wallSeconds),
      stagesCpuSeconds: rounded(stagesCpuSeconds),
      ownCpuSeconds: rounded(ownCpuSeconds),
      cpuMicrosecondsPerWord: Math.round(((stagesCpuSeconds + ownCpuSeconds) / translated) * 1e6),
      ...stageMemory(apertium),
      unknownMarksPercent: rounded((apertium.marks.unknown / translated) * 100),
    };
  } finally {
    await apertium.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The processes of the pipelines, by their process groups. */
function stages(apertium: ApertiumEngine): string[] {
  const groups = new Set(apertium.groups().map(String));
  const running = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return running.filter(pid => groups.has(statFields(pid)[2] ?? ''));
}

/** What follows the program's name, which may hold spaces, in /proc/<pid>/stat: state, parent, group, … */
function statFields(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // It ended meanwhile.
  }
}

function stageCpuSeconds(apertium: ApertiumEngine): number {
  const ticks = stages(apertium)
    .map(statFields)
    .map(fields => Number(fields[11]) + Number(fields[12]));
  return ticks.reduce((sum, used) => sum + used, 0) / TICKS_PER_SECOND;
}

/** Memory of all stages, in MiB: `Pss` shares out what several of them map, `Rss` counts it for each. */
function stageMemory(apertium: ApertiumEngine): Record<string, number> {
  const pids = stages(apertium);
  const rollups = pids.map(pid => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const sum = (field: string) =>
    rollups.reduce((total, rollup) => total + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]), 0);
  return { processes: pids.length, pssMiB: Math.round(sum('Pss') / 1024), rssMiB: Math.round(sum('Rss') / 1024) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
