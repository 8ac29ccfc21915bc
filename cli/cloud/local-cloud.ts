import { constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent, LocalCloud } from '../../local/cloud.ts';
import type { CloudDescription } from '../../local/cloud-description.ts';
import { CloudRunning, findRunningCloud } from '../../local/composition/claim.ts';
import { synthesizedApp } from '../assembly.ts';
import type { CliContext } from '../context.ts';
import { openDesk } from '../desk.ts';
import { UsageError } from '../failure.ts';
import { isForbidden } from '../permission.ts';
import type { Terminal } from '../terminal.ts';
import { modelsFolderOf, namedData, shownPath } from './folders.ts';

/** A local cloud to work with: our own, or one that runs already. */
export interface UsableCloud {
  readonly description: CloudDescription;
  /** False if another process runs it. */
  readonly isOwn: boolean;
  /** Ends it, if it is our own. */
  close(): Promise<void>;
}

/** How long another process may take to start its cloud, or to look into the folder. */
const patienceMs = 60_000;
const retryMs = 200;

export interface LocalCloudWish {
  /** The port of the page that is tried first; any, if not given. */
  readonly playerPort?: number;
  /** True if it is only to be looked into: our own then works nothing off. */
  readonly standby?: boolean;
}

/** Starts the local cloud on a data folder, or takes the one that runs there. */
export async function openLocalCloud(
  context: CliContext,
  dataFolder: string,
  { playerPort, standby = false }: LocalCloudWish = {},
): Promise<UsableCloud> {
  const running = runningCloud(dataFolder);
  if (running !== undefined) return foreign(running);
  const assemblyFolder = await synthesizedApp(context);
  // Only now: it is large, and most commands do without it.
  const { startCloud } = await import('../../local/cloud.ts');
  const start = (port: number | undefined) =>
    startCloud({
      assemblyFolder,
      dataFolder,
      modelsFolder: modelsFolderOf(context.projectFolder),
      standby,
      desk: description => openDesk(context, description),
      ...(port === undefined ? {} : { ports: { delivery: port } }),
      onEvent: event => tellOf(event, context.terminal),
    });
  return startOrJoin(() => orAnyPort(start, playerPort), context.signal);
}

/** Who holds the folder may still be starting, or only be looking into it for a moment. */
async function startOrJoin(start: () => Promise<LocalCloud>, signal: AbortSignal): Promise<UsableCloud> {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    try {
      return own(await start());
    } catch (error) {
      if (!(error instanceof CloudRunning)) throw error;
      if (error.description !== undefined) return foreign(error.description);
      if (waitedMs >= patienceMs) throw error;
    }
    await sleep(retryMs, undefined, { signal });
  }
}

/**
 * The description of the cloud that runs on a data folder, if one does.
 * @throws UsageError if that is hidden from this user
 */
export function runningCloud(dataFolder: string): CloudDescription | undefined {
  const file = path.join(dataFolder, 'cloud.json');
  // Only its own user may read it; to look past it would be to say that no cloud runs, or to start a second one.
  if (isForbidden(file, constants.R_OK))
    throw new UsageError(
      `Whether a local cloud runs cannot be told: "${shownPath(file)}" may not be read.`,
      'Run the command as the user who started the cloud, or name another folder: --data DIR',
    );
  return findRunningCloud(file);
}

/**
 * @param data the folder as the command line named it
 * @throws UsageError if none runs, or it is hidden from this user
 */
export function requireRunningCloud(dataFolder: string, data?: string): CloudDescription {
  const description = runningCloud(dataFolder);
  if (description !== undefined) return description;
  throw new UsageError('No local cloud is running.', `Run in another terminal: npx diglot start${namedData(data)}`);
}

async function orAnyPort(
  start: (port: number | undefined) => Promise<LocalCloud>,
  port: number | undefined,
): Promise<LocalCloud> {
  try {
    return await start(port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (port === undefined || !isTaken) throw error;
    return start(undefined);
  }
}

function own(cloud: LocalCloud): UsableCloud {
  return { description: cloud.description, isOwn: true, close: () => cloud.close() };
}

function foreign(description: CloudDescription): UsableCloud {
  return { description, isOwn: false, close: async () => undefined };
}

/** What concerns an article stands in its edition; what concerns the cloud itself is told here. */
function tellOf(event: CloudEvent, terminal: Terminal): void {
  if (event.kind === 'fault') terminal.note(`local cloud: ${describe(event.error)}`);
  if (event.kind === 'eventLost')
    terminal.note(`local cloud: rule ${event.ruleName} lost an event: ${describe(event.error)}`);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
