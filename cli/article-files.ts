import { constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { uploadsPrefix } from '../core/keys.ts';
import { nearest } from '../core/suggest.ts';
import { UsageError } from './failure.ts';
import { isForbidden } from './permission.ts';

/** A file that the user named, and where it goes in the Articles bucket. */
export interface ArticleFile {
  /** As the user named it; for messages. */
  readonly name: string;
  readonly file: string;
  readonly key: string;
}

/**
 * Checks that the named files can be uploaded, and finds them their keys: the file's name; where two share one, as many
 * folders with it as tell them apart. A file that is named twice is taken once.
 * @throws UsageError for what is not there, with the nearest name that is, for what is no file, and for what may not be
 *   read
 */
export function articleFiles(names: readonly string[]): ArticleFile[] {
  const byFile = new Map(names.map(name => [path.resolve(name), name]));
  for (const name of byFile.values()) checkFile(name);
  const keys = distinctNames([...byFile.keys()]);
  return [...byFile].map(([file, name], index) => ({ name, file, key: `${uploadsPrefix}${keys[index]}` }));
}

function checkFile(name: string): void {
  // A file in a folder that may not be entered is as unreadable, and cannot even be looked at.
  if (isForbidden(name, constants.R_OK)) throw unreadable(name);
  const found = statSync(name, { throwIfNoEntry: false });
  if (found === undefined) throw missing(name);
  if (found.isDirectory())
    throw new UsageError(`"${name}" is a folder.`, `Name its files: ${path.join(name, '*.txt')}`);
}

function unreadable(name: string): UsageError {
  return new UsageError(
    `"${name}" cannot be read: this user has no permission to.`,
    `If it is yours, run: chmod u+r "${name}"; else ask its owner, or name a copy that you may read.`,
  );
}

function missing(name: string): UsageError {
  const folder = path.dirname(name);
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : undefined;
  if (entries === undefined) return new UsageError(`There is no folder "${folder}".`, 'Check the path.');
  const guess = nearest(path.basename(name), entries);
  const remedy = guess === undefined ? 'Check the name.' : `Did you mean ${path.join(folder, guess)}?`;
  return new UsageError(`There is no file "${name}".`, remedy);
}

/** The end of each path, of as few parts as make it differ from the ends of all others. */
function distinctNames(files: readonly string[]): string[] {
  const parts = files.map(file => file.split(path.sep).filter(part => part !== ''));
  const depths = parts.map(() => 1);
  for (;;) {
    const names = parts.map((own, index) => own.slice(-(depths[index] ?? 1)).join('/'));
    const isShared = names.map(name => names.indexOf(name) !== names.lastIndexOf(name));
    if (!isShared.includes(true)) return names;
    for (const [index, shared] of isShared.entries()) if (shared) depths[index] = (depths[index] ?? 1) + 1;
  }
}
