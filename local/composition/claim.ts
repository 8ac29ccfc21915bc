import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { type CloudDescription, CloudDescriptionSchema } from '../cloud-description.ts';
import { isAlreadyThere } from './data-folder.ts';

/** `cloud.json`: who runs on a data folder; with the description once all of it listens. */
const ClaimSchema = v.object({
  pid: v.number(),
  /** When that process began, in the kernel's own count; a pid alone comes round again. */
  processStart: v.exactOptional(v.string()),
  description: v.exactOptional(CloudDescriptionSchema),
});
type Claim = v.InferOutput<typeof ClaimSchema>;

/** Another local cloud runs on the data folder. */
export class CloudRunning extends Error {
  override readonly name = 'CloudRunning';
  readonly code = 'CloudRunning';
  readonly pid: number;
  /** How to reach it; undefined while it is still starting. */
  readonly description: CloudDescription | undefined;
  readonly remedy: string;

  constructor(file: string, claim: Claim) {
    const remedy = `Use that one, end it, or choose another data folder with --data.`;
    super(`Process ${claim.pid} runs a local cloud on this data folder already (${file}). ${remedy}`);
    this.pid = claim.pid;
    this.description = claim.description;
    this.remedy = remedy;
  }
}

/** A data folder that is ours until `release`, or until this process dies. */
export interface FolderClaim {
  /** Says how to reach the cloud. */
  publish(description: CloudDescription): void;
  release(): void;
}

/**
 * Claims a data folder for this process. What a dead process left behind is taken over.
 * @param file `cloud.json`
 * @throws CloudRunning
 */
export function claimFolder(file: string): FolderClaim {
  const mine = ownClaim();
  while (!tryClaim(file, mine)) {
    const claim = readClaim(file);
    if (claim !== undefined && isAlive(claim)) throw new CloudRunning(file, claim);
    removeStale(file, claim);
  }
  return {
    publish(description) {
      writeFileSync(`${file}.new`, JSON.stringify({ ...mine, description } satisfies Claim), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * The local cloud that runs on a data folder.
 * @param file `cloud.json`
 * @returns undefined if none does, or if it is still starting
 */
export function findRunningCloud(file: string): CloudDescription | undefined {
  const claim = readClaim(file);
  return claim !== undefined && isAlive(claim) ? claim.description : undefined;
}

function ownClaim(): Claim {
  const processStart = processStartOf(process.pid);
  return { pid: process.pid, ...(processStart === undefined ? {} : { processStart }) };
}

function tryClaim(file: string, claim: Claim): boolean {
  // Written aside and linked, so that nobody ever reads half of it.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, JSON.stringify(claim), { mode: 0o600 });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (isAlreadyThere(error)) return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Moves a stale claim away, and looks at what was moved: someone else may have taken over in between. */
function removeStale(file: string, stale: Claim | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    // Someone else was faster; the next attempt sees whose it is now.
    return;
  }
  const moved = readClaim(aside);
  if (moved !== undefined && moved.pid !== stale?.pid) linkSync(aside, file);
  rmSync(aside);
}

function readClaim(file: string): Claim | undefined {
  try {
    return v.parse(ClaimSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Gone meanwhile, or not ours: no process stands behind it.
    return undefined;
  }
}

function isAlive({ pid, processStart }: Claim): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but is there.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return processStart === undefined || processStart === processStartOf(pid);
}

/** Field 22 of Linux's `/proc/<pid>/stat`; undefined on other systems. */
function processStartOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
