import { chmodSync } from 'node:fs';
import { path } from '@ffprobe-installer/ffprobe';

/**
 * The program `ffprobe`. Its package leaves it to a script of its installation to make it executable, and this project lets
 * no package run one.
 */
export const ffprobeProgram: string = path;
chmodSync(ffprobeProgram, 0o755);
