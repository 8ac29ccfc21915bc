import { type Command, Option } from 'commander';
import { dataFolderOf, namedData } from '../cloud/folders.ts';
import { requireRunningCloud } from '../cloud/local-cloud.ts';
import { localTarget, stackTarget, type Target } from '../cloud/target.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { dataOption } from './options.ts';

export interface TargetOptions {
  readonly local?: true;
  readonly stack?: string;
  readonly data?: string;
}

/** `--local` or `--stack NAME`: where an article goes, or an edition lies. */
export function withTargetOptions(command: Command): Command {
  return command
    .addOption(new Option('--local', 'the local cloud that runs on this machine').conflicts('stack'))
    .addOption(new Option('--stack <name>', 'a stack deployed in your AWS account'))
    .addOption(dataOption());
}

/**
 * Works with the stack that the options name.
 * @throws UsageError if they name none, it is not there, or no local cloud runs
 */
export async function withTarget<Result>(
  { projectFolder }: CliContext,
  options: TargetOptions,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const target = await chosenTarget(projectFolder, options);
  try {
    return await work(target);
  } finally {
    target.s3.destroy();
  }
}

async function chosenTarget(projectFolder: string, { local, stack, data }: TargetOptions): Promise<Target> {
  if (stack !== undefined) return stackTarget(stack);
  if (local === true)
    return localTarget(requireRunningCloud(dataFolderOf(projectFolder, data), data), `--local${namedData(data)}`);
  throw new UsageError(
    'It is not said where.',
    'Add --local for the local cloud, or --stack NAME for a deployed stack.',
  );
}
