import path from 'node:path';

/** Where the local cloud keeps its data: `--data DIR`, else `.diglot/` of the project. */
export function dataFolderOf(projectFolder: string, chosen: string | undefined): string {
  return chosen === undefined ? path.join(projectFolder, '.diglot') : path.resolve(chosen);
}

/** Pulled translation models are the machine's, whatever data the cloud runs on. */
export function modelsFolderOf(projectFolder: string): string {
  return path.join(projectFolder, '.diglot', 'models');
}

/** A path as the user would type it from where they are. */
export function shownPath(file: string): string {
  const relative = path.relative('', file);
  return relative.startsWith('..') ? file : relative || '.';
}
