import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../failure.ts';

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
 * Checks, before anything is made or paid for, that a folder can be where an option says.
 * @throws UsageError if a file is in the way
 */
export function checkFolder(option: '--data' | '--out', folder: string): void {
  const file = fileInTheWay(path.resolve(folder));
  if (file === undefined) return;
  throw new UsageError(`"${shownPath(file)}" is a file.`, `Name a folder: ${option} DIR`);
}

/** The path itself or the nearest part of it that exists, where that is no folder. */
function fileInTheWay(folder: string): string | undefined {
  const found = lookAt(folder);
  if (found !== 'nothing') return found === 'folder' ? undefined : folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : fileInTheWay(parent);
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
