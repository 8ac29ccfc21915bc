import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { appFingerprint } from './cloud/fingerprint.ts';
import type { CliContext } from './context.ts';
import { UsageError } from './failure.ts';

/** Assemblies that stay: a running cloud may still read the one before the newest. */
const keptAssemblies = 3;
const configurationExitCode = 2;

/** The app could not be synthesized; the message is what the CDK said. */
export class SynthesisFailed extends Error {
  override readonly name = 'SynthesisFailed';
  readonly code = 'SynthesisFailed';
  readonly remedy = 'Correct the error above in the app; run alone it is: node bin/app.ts cdk.out';
}

/**
 * The synthesized app, ready for the local cloud. Made by a process of its own, as the CDK is large; kept, by the
 * fingerprint of all that shapes it, under `.diglot/assembly/` of the project.
 * @returns its folder
 * @throws UsageError if the configuration is wrong, SynthesisFailed
 */
export async function synthesizedApp({ projectFolder, terminal, signal }: CliContext): Promise<string> {
  const folder = path.join(projectFolder, '.diglot', 'assembly');
  const target = path.join(folder, (await appFingerprint(projectFolder)).slice(0, 16));
  if (existsSync(path.join(target, 'manifest.json'))) return target;
  terminal.progress.show('stack', { text: 'synthesizing the CDK app' });
  await mkdir(folder, { recursive: true });
  const draft = `${target}.${process.pid}`;
  try {
    await synthesize(projectFolder, draft, signal);
    await settle(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
    terminal.progress.end('stack');
  }
  await removeOldest(folder);
  return target;
}

async function synthesize(projectFolder: string, outdir: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['bin/app.ts', outdir], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [exitCode, said, complained] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  if (exitCode === 0) return;
  const output = `${said}${complained}`.trim();
  if (exitCode === configurationExitCode) throw new UsageError(output, 'Correct cdk.json, then run the command again.');
  throw new SynthesisFailed(output === '' ? `bin/app.ts ended with exit code ${exitCode}.` : output);
}

/** Appears whole, or not at all; of two that make the same at once, one is kept. */
async function settle(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(path.join(target, 'manifest.json'))) throw error;
  }
}

async function removeOldest(folder: string): Promise<void> {
  const settled = (await readdir(folder)).filter(name => /^[0-9a-f]{16}$/u.test(name));
  const dated = await Promise.all(
    settled.map(async name => ({ name, madeMs: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const oldest = dated.sort((a, b) => b.madeMs - a.madeMs).slice(keptAssemblies);
  for (const { name } of oldest) await rm(path.join(folder, name), { recursive: true, force: true });
}
