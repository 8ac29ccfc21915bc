import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { EngineFailed, EngineUnusable, type TranslationEngine } from '../engine.ts';
import { type ApertiumInstallation, knownEngines } from '../known-engines.ts';
import { tidyEnglish } from './english.ts';
import { parseMode, pipelineCommand } from './mode.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { type Answer, decodeAnswer, encodeLine } from './stream.ts';

/** Words that Apertium could only pass on, since it started, over all legs. */
export interface Marks {
  unknown: number;
  ungenerated: number;
}

export interface ApertiumEngine extends TranslationEngine {
  readonly marks: Readonly<Marks>;
  /** The process groups that run now, one for each leg of the way. */
  groups(): number[];
}

/** The command that installs Apertium where there is an apt-get. */
export function apertiumRemedy(installation: ApertiumInstallation = knownEngines.apertium): string {
  return `apt-get install -y --no-install-recommends ${installation.packages.join(' ')}`;
}

export function apertiumIsInstalled(installation: ApertiumInstallation = knownEngines.apertium): boolean {
  return modeFiles(installation).every(file => existsSync(file));
}

function modeFiles({ modes, modesFolder }: ApertiumInstallation): string[] {
  return modes.map(mode => path.join(modesFolder, `${mode}.mode`));
}

/** The versions of the Debian packages, such as `apertium-fr-es 0.9.4-1`; `unknown` on another system. */
export async function apertiumVersion(installation: ApertiumInstallation = knownEngines.apertium): Promise<string> {
  const format = `-f=\${Package} \${Version}\n`;
  try {
    const { stdout } = await promisify(execFile)('dpkg-query', ['-W', format, ...installation.packages]);
    return stdout.trim().replaceAll('\n', ', ');
  } catch {
    return 'unknown'; // Not a Debian: the mode files came another way.
  }
}

/**
 * Translates with Apertium, French → Spanish → English: the only way to English that its released pairs leave open.
 * Its processes start with the first line, and again after a failure.
 */
export async function startApertium(
  installation: ApertiumInstallation = knownEngines.apertium,
): Promise<ApertiumEngine> {
  const commands = await Promise.all(modeFiles(installation).map(legCommand));
  const legs = commands.map(command => createPipeline(command));
  const marks: Marks = { unknown: 0, ungenerated: 0 };

  async function translateLine(line: string): Promise<string> {
    let text = line;
    for (const leg of legs) {
      const answer = await askLeg(leg, text);
      marks.unknown += answer.unknown;
      marks.ungenerated += answer.ungenerated;
      text = answer.text;
    }
    return tidyEnglish(text, line);
  }

  return {
    name: 'apertium',
    version: await apertiumVersion(installation),
    marks,
    // Each leg takes one line at a time, so that one line's second leg runs beside the next line's first.
    translate: lines => Promise.all(lines.map(translateLine)),
    groups: () => legs.map(leg => leg.group()).filter(group => group !== undefined),
    close: async () => void (await Promise.all(legs.map(leg => leg.close()))),
  };
}

async function legCommand(file: string): Promise<string> {
  try {
    return pipelineCommand(parseMode(await readFile(file, 'utf8')));
  } catch (cause) {
    const remedy = `Install it again: ${apertiumRemedy()}`;
    throw new EngineUnusable('apertium', `Apertium's mode file ${file} can not be read.`, remedy, { cause });
  }
}

async function askLeg(leg: Pipeline, line: string): Promise<Answer> {
  const answer = decodeAnswer(await leg.ask(encodeLine(line)));
  if (answer === undefined) throw new EngineFailed('apertium', 'Apertium answered with a part of the line only.');
  return answer;
}
