import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens a function's log, `<folder>/<function>.log`.
 * Lines are written at once and in order: after a kill they tell what came before it.
 */
export function openLogFile(folder: string, functionName: string): (line: string) => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${functionName}.log`);
  return line => appendFileSync(file, `${line}\n`);
}
