import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** All that shapes the synthesized app. */
const shapingFiles = ['bin/app.ts', 'cdk.json', 'package-lock.json'];
const shapingFolders = ['lib', 'lambdas', 'core', 'content', 'web'];
/** Of the content only what goes into the bundles. */
const notShaping = /^content\/(?!memory\.|lexicon\.)/u;

/** The SHA-256 of all that shapes the synthesized app, in hexadecimal: the app is synthesized anew when it changes. */
export async function appFingerprint(projectFolder: string): Promise<string> {
  const inFolders = await Promise.all(shapingFolders.map(folder => filesUnder(projectFolder, folder)));
  const files = [...shapingFiles, ...inFolders.flat().filter(file => !notShaping.test(file))].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(projectFolder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Paths from the project's folder, with slashes. */
async function filesUnder(projectFolder: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(projectFolder, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(projectFolder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
