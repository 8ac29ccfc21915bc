import { constants, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../failure.ts';
import { isForbidden } from '../permission.ts';

/**
 * Where the local cloud keeps its data: `--data DIR`, else `.diglot/` of the project.
 * @throws UsageError if a file is in the way
 */
export function dataFolderOf(projectFolder: string, chosen: string | undefined): string {
  if (chosen !== undefined) checkFolder('--data', chosen);
  return chosen === undefined ? path.join(projectFolder, '.diglot') : path.resolve(chosen);
}

/** Pulled translation models are the machine's, whatever data the cloud runs on. */
export function modelsFolderOf(projectFolder: string): string {
  return path.join(projectFolder, '.diglot', 'models');
}

/**
 * Checks, before anything is made or paid for, that editions can be written where `--out` says.
 * @throws UsageError if a file is in the way, or nothing may be written there
 */
export function checkOutFolder(folder: string): void {
  checkFolder('--out', folder);
  const { place } = nearestThere(path.resolve(folder));
  if (isForbidden(place, constants.W_OK + constants.X_OK))
    throw new UsageError(
      `Nothing may be written to the folder "${shownPath(place)}".`,
      'Give yourself the permission, or name another folder: --out DIR',
    );
}

/** @throws UsageError if a file is in the way */
function checkFolder(option: '--data' | '--out', folder: string): void {
  const { place, isFolder } = nearestThere(path.resolve(folder));
  if (!isFolder) throw new UsageError(`"${shownPath(place)}" is a file.`, `Name a folder: ${option} DIR`);
}

/** The option that names a data folder, if the user did, as a remedy repeats it; with a space before. */
export function namedData(data: string | undefined): string {
  return data === undefined ? '' : ` --data "${data}"`;
}

/** The path itself, or the nearest part of it that exists. */
export function nearestThere(place: string): { readonly place: string; readonly isFolder: boolean } {
  const found = lookAt(place);
  const parent = path.dirname(place);
  return found === 'nothing' && parent !== place ? nearestThere(parent) : { place, isFolder: found !== 'file' };
}

function lookAt(place: string): 'folder' | 'file' | 'nothing' {
  try {
    return statSync(place).isDirectory() ? 'folder' : 'file';
  } catch {
    // Not there, below a file, or hidden by permissions: the parts before it tell, or whoever writes there.
    return 'nothing';
  }
}

/** A path as the user would type it from where they are. */
export function shownPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? file : relative || '.';
}
