import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real Chromium, from the lock file alone: `@sparticuz/chromium` brings it packed, and it is unpacked once a machine.
 * Its own arguments are left alone: they switch the security of the web off, and crash.
 */

/** Sounds begin without a click, as they may for a listener who has clicked before. */
const args = ['--autoplay-policy=no-user-gesture-required', '--font-render-hinting=none'];

/** Starts the browser. Close it when the tests of the file are over. */
export async function startBrowser(): Promise<Browser> {
  const folder = await unpacked();
  const launch = (libraries: Readonly<Record<string, string>>) =>
    chromium.launch({
      executablePath: path.join(folder, 'chromium'),
      args,
      chromiumSandbox: false,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, FONTCONFIG_FILE: fontsFile(folder), ...libraries },
    });
  try {
    return await launch({});
  } catch (error) {
    const lacksLibraries = error instanceof Error && error.message.includes('error while loading shared libraries');
    if (!lacksLibraries) throw error;
    // A bare machine; the package brings what it links to.
    return launch({ LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') });
  }
}

const fontsFile = (folder: string) => path.join(folder, 'diglot-fonts.conf');

/**
 * The folder with the program, its libraries and a font. Test files run side by side: each that finds none unpacks one
 * of its own, and the first to be done gives it its name.
 */
async function unpacked(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`The packed Chromium runs on Linux on x64 alone, not on ${process.platform} on ${process.arch}.`);
  const folder = path.join(tmpdir(), `diglot-chromium-${packedVersion()}`);
  if (existsSync(folder)) return folder;
  const own = await mkdtemp(`${folder}-`);
  // In a process of its own, because the package unpacks into TMPDIR, which other code of this process uses.
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpackScript], {
    env: { PATH: process.env['PATH'], TMPDIR: own },
    cwd: import.meta.dirname,
  });
  await mkdir(path.join(own, 'font-cache'));
  await writeFile(fontsFile(own), fontsConfiguration(folder));
  try {
    await rename(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(own, { recursive: true });
  }
  return folder;
}

const unpackScript = `
import chromium, { inflate } from '@sparticuz/chromium';
import { createRequire } from 'node:module';
import path from 'node:path';
await chromium.executablePath();
const main = createRequire(path.join(process.cwd(), 'x.js')).resolve('@sparticuz/chromium');
await inflate(path.join(path.dirname(main), '..', 'bin', 'al2023.tar.br'));
`;

function packedVersion(): string {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const about: unknown = JSON.parse(readFileSync(path.join(path.dirname(main), '..', 'package.json'), 'utf8'));
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}
