import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type EngineProbe, probeTranslationEngines } from '../../local/translate/probe.ts';
import { synthesizedApp } from '../assembly.ts';
import { nearestThere, shownPath } from '../cloud/folders.ts';
import { runningCloud } from '../cloud/local-cloud.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { failureOf } from '../failure-of.ts';
import type { Check } from './check.ts';

const neededNodeMajor = 24;
const neededMegabytes = 500;
const programTimeoutMs = 10_000;
/** Of what the app says when it can not be synthesized: code and message, place, remedy. */
const saidLines = 3;

/** Looks at all that Diglot needs, or is better with. */
export async function examine(
  context: CliContext,
  folders: { readonly data: string; readonly models: string },
): Promise<Check[]> {
  const [stack, engines, ffmpeg, aws, disk] = await Promise.all([
    checkStack(context),
    probeTranslationEngines(folders.models),
    checkProgram('ffmpeg', ['-version'], 'optional, to check audio. On Debian and Ubuntu: sudo apt-get install ffmpeg'),
    checkProgram('aws', ['--version'], 'optional, the AWS CLI. See https://docs.aws.amazon.com/cli/'),
    checkDisk(folders.data),
  ]);
  return [
    checkNode(process.versions.node),
    stack,
    checkVoice(),
    ...checkEngines(engines),
    ffmpeg,
    aws,
    disk,
    checkCloud(folders.data),
  ];
}

export function checkNode(version: string): Check {
  if (Number.parseInt(version, 10) >= neededNodeMajor) return { name: 'node', state: 'done', detail: version };
  return {
    name: 'node',
    state: 'missing',
    detail: `${version} is older than ${neededNodeMajor}`,
    remedy: 'npm run setup',
  };
}

/** Whether the app synthesizes, with cdk.json as it is. */
async function checkStack(context: CliContext): Promise<Check> {
  const name = 'stack';
  try {
    await synthesizedApp(context);
    return { name, state: 'done', detail: 'synthesizes, with the settings of cdk.json' };
  } catch (error) {
    context.signal.throwIfAborted();
    const { message, remedy } = failureOf(error).failure;
    return { name, state: 'missing', detail: message.split(/\s*\n\s*/u, saidLines).join(' '), remedy };
  }
}

/** Only looks for it: the voice runs in a process of its own. */
function checkVoice(): Check {
  const name = 'espeak-ng';
  try {
    import.meta.resolve('@echogarden/espeak-ng-emscripten');
    return { name, state: 'done', detail: 'in node_modules' };
  } catch {
    return { name, state: 'missing', detail: 'not installed', remedy: 'npm run setup' };
  }
}

/** One engine is enough; without any, only what is in the memory is translated. */
export function checkEngines(engines: readonly EngineProbe[]): Check[] {
  const absent = engines.some(({ present }) => present) ? 'skipped' : 'missing';
  return engines.map(({ name, present, version, place, remedy }): Check => {
    if (present) return { name, state: 'done', detail: [version, `in ${shownPath(place)}`].filter(Boolean).join(' ') };
    return { name, state: absent, detail: 'not installed', ...(remedy === undefined ? {} : { remedy }) };
  });
}

async function checkProgram(name: string, parameters: readonly string[], remedy: string): Promise<Check> {
  try {
    const { stdout } = await promisify(execFile)(name, [...parameters], { timeout: programTimeoutMs });
    return { name, state: 'done', detail: stdout.split('\n', 1)[0]?.trim() ?? '' };
  } catch {
    // Not there, or not to be run: for us that is the same.
    return { name, state: 'skipped', detail: 'not installed', remedy };
  }
}

async function checkDisk(dataFolder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(nearestThere(dataFolder).place);
  const freeMegabytes = Math.floor((bavail * bsize) / 1_000_000);
  const detail = `${freeMegabytes} MB free for ${shownPath(dataFolder)}`;
  if (freeMegabytes >= neededMegabytes) return { name: 'disk', state: 'done', detail };
  return {
    name: 'disk',
    state: 'missing',
    detail,
    remedy: `Free ${neededMegabytes} MB, or choose another folder with --data DIR`,
  };
}

function checkCloud(dataFolder: string): Check {
  const name = 'local cloud';
  try {
    const running = runningCloud(dataFolder);
    if (running !== undefined) return { name, state: 'done', detail: `runs, ${running.player}` };
    return { name, state: 'skipped', detail: 'not running', remedy: 'npm start' };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { name, state: 'skipped', detail: error.message, remedy: error.remedy };
  }
}
