import { accessSync } from 'node:fs';

/**
 * Whether the system keeps this user from a file or folder; false for what is not there.
 * @param wish R_OK, W_OK or X_OK of fs.constants, or a sum of them
 */
export function isForbidden(place: string, wish: number): boolean {
  try {
    accessSync(place, wish);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && forbidding.has(error.code);
  }
}

/** EROFS: a disk that is mounted to be read only. */
const forbidding: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS']);
