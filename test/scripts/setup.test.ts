import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../local/http/server.ts';
import { knownEngines } from '../../local/translate/known-engines.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A clone in a folder of its own, with the real setup.mjs and programs that only pretend: `npm`, `apt-get`, `id`. The
 * model's index is a server of the test, or a port that nobody listens on.
 */
class Clone {
  readonly root: string;
  readonly programs: string;
  readonly modes: string;

  private constructor(root: string) {
    this.root = root;
    this.programs = path.join(root, 'programs');
    this.modes = path.join(root, 'modes');
  }

  static async make(): Promise<Clone> {
    const clone = new Clone(await mkdtemp(path.join(os.tmpdir(), 'clone-')));
    for (const folder of ['scripts', 'programs', 'modes', 'local/translate']) {
      await mkdir(path.join(clone.root, folder), { recursive: true });
    }
    await cp(path.join(REPOSITORY, 'scripts/setup.mjs'), clone.at('scripts/setup.mjs'));
    await writeFile(clone.at('package-lock.json'), JSON.stringify({ packages: LOCKED }));
    await clone.index('http://127.0.0.1:1/');
    await clone.program('npm', NPM_CI);
    await clone.program('id', 'echo 1000');
    return clone;
  }

  at(file: string): string {
    return path.join(this.root, file);
  }

  async calls(): Promise<string[]> {
    const calls = await readFile(this.at('calls'), 'utf8').catch(() => '');
    return calls.trim().split('\n');
  }

  /** Where setup looks for the model's index. */
  async index(url: string): Promise<void> {
    const apertium = { ...knownEngines.apertium, modesFolder: this.modes };
    const firefox = { ...knownEngines.firefox, index: url };
    await writeFile(this.at('local/translate/engines.json'), JSON.stringify({ firefox, apertium }));
  }

  async program(name: string, script: string): Promise<void> {
    const file = path.join(this.programs, name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  async becomeRoot(aptGet: string): Promise<void> {
    await this.program('id', 'echo 0');
    await this.program('apt-get', aptGet);
  }

  /** Runs setup with a PATH of the pretended programs, and the tools that they are made of. */
  setUp(pretended?: Pretended): Promise<{ code: number; lines: string[] }> {
    const disguise = pretended === undefined ? [] : ['--import', disguiseAs(pretended)];
    const parameters = [...disguise, this.at('scripts/setup.mjs')];
    const env = { PATH: `${this.programs}:/usr/bin:/bin`, ROOT: this.root, NODE: process.execPath, MODES: this.modes };
    return new Promise(resolve => {
      execFile(process.execPath, parameters, { env, cwd: os.tmpdir() }, (error, stdout, stderr) => {
        const lines = `${stdout}${stderr}`.trim().split('\n');
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines });
      });
    });
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true });
  }
}

const LOCKED = {
  '': { version: '0.1.0' },
  'node_modules/valibot': { version: '1.5.0', integrity: 'sha512-a' },
  'node_modules/other-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

const INSTALLED = JSON.stringify({ packages: { 'node_modules/valibot': LOCKED['node_modules/valibot'] } });

const NPM_CI = `
echo "npm $*" >> "$ROOT/calls"
echo "npm warn EBADENGINE Unsupported engine" >&2
mkdir -p "$ROOT/node_modules/node-linux-${process.arch}/bin"
ln -sf "$NODE" "$ROOT/node_modules/node-linux-${process.arch}/bin/node"
echo '${INSTALLED}' > "$ROOT/node_modules/.package-lock.json"`;

const APT_GET = `
echo "apt-get $*" >> "$ROOT/calls"
case "$*" in *install*) touch "$MODES/fr-es.mode" "$MODES/spa-eng.mode";; esac`;

interface Pretended {
  readonly node: string;
  readonly platform?: NodeJS.Platform;
}

/** A module that lets a process take its own Node or system for another one. */
function disguiseAs({ node, platform = process.platform }: Pretended): string {
  const script = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } });
    Object.defineProperty(process, 'platform', { value: '${platform}' });`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

let clone: Clone;
let server: Listening | undefined;

beforeEach(async () => {
  clone = await Clone.make();
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await clone.remove();
});

/** Puts the model's index on the network, and beside setup a download that ends with an exit code. */
async function beOnline(answer: RequestListener, downloadExitCode = 0): Promise<void> {
  server = await listen(answer);
  await clone.index(`${server.endpoint}/models.json`);
  await writeFile(clone.at('scripts/pull-model.ts'), `process.exitCode = ${downloadExitCode} satisfies number;`);
}

const found: RequestListener = (_, response) => response.end();

const PACKAGES_DONE = '✓ packages installed: npm ci';
const PACKAGES_SKIPPED = '– packages skipped: node_modules is what package-lock.json says';
const NODE_DONE = `✓ node ${process.versions.node}`;
const FIREFOX_SKIPPED: unknown = expect.stringMatching(
  /^– Firefox Translations skipped: no network to its model \(\w+\)$/,
);
const APERTIUM_SKIPPED = '– Apertium skipped: it needs apt-get and root';
const ENGINE_MISSING: unknown = expect.stringMatching(
  /^✗ translation engine missing: run, with a network: npx diglot models pull; or .*: sudo apt-get install -y --no-install-recommends apertium-fr-es apertium-eng-spa$/,
);

describe('the packages', () => {
  it('are installed by npm ci, and without an engine to be had setup says what to do and goes on', async () => {
    const { code, lines } = await clone.setUp();
    expect(lines).toEqual([
      PACKAGES_DONE,
      NODE_DONE,
      FIREFOX_SKIPPED,
      APERTIUM_SKIPPED,
      ENGINE_MISSING,
      '  Until then only text in the translation memory is translated; the sample article is.',
      'npm warn EBADENGINE Unsupported engine',
    ]);
    expect(code).toBe(0);
    expect(await clone.calls()).toEqual(['npm ci --loglevel=error']);
  });

  it('are not installed a second time', async () => {
    await clone.setUp();
    const { code, lines } = await clone.setUp();
    expect(lines[0]).toBe(PACKAGES_SKIPPED);
    expect(code).toBe(0);
    expect(await clone.calls()).toEqual(['npm ci --loglevel=error']);
  });

  it.each([
    ['a version changed', { 'node_modules/valibot': { version: '1.6.0', integrity: 'sha512-a' } }],
    ['a package was added', { ...LOCKED, 'node_modules/new': { version: '1.0.0' } }],
    ['a package was removed', { '': LOCKED[''] }],
  ])('are installed again when %s', async (_, packages) => {
    await clone.setUp();
    await writeFile(clone.at('package-lock.json'), JSON.stringify({ packages }));
    expect((await clone.setUp()).lines[0]).toBe(PACKAGES_DONE);
  });

  it('fail setup when npm ci fails', async () => {
    await clone.program('npm', 'echo "npm error network" >&2; exit 7');
    const { code, lines } = await clone.setUp();
    expect(lines).toEqual([
      '✗ packages missing: npm ci failed (exit code 7): read its lines above, then run: npm run setup',
      'npm error network',
    ]);
    expect(code).toBe(1);
  });
});

describe('the Node', () => {
  it.each<[string, Pretended, string]>([
    ['19 on Linux', { node: '19.9.0' }, 'install Node 20 or newer'],
    ['22 on macOS', { node: '22.1.0', platform: 'darwin' }, 'install Node 24 or newer'],
    ['22 on Windows', { node: '22.1.0', platform: 'win32' }, 'install Node 24 or newer'],
  ])('%s is refused before anything is installed', async (_, pretended, remedy) => {
    const { code, lines } = await clone.setUp(pretended);
    expect(lines).toEqual([expect.stringMatching(`^✗ node ${pretended.node} is too old for .*: ${remedy}`)]);
    expect(code).toBe(1);
    expect(await clone.calls()).toEqual(['']);
  });

  it.each<[string, Pretended]>([
    ['20 on Linux, where the packages bring the newer one', { node: '20.0.0' }],
    ['24 on macOS', { node: '24.0.0', platform: 'darwin' }],
  ])('%s will do', async (_, pretended) => {
    const { code, lines } = await clone.setUp(pretended);
    expect(lines.slice(0, 2)).toEqual([PACKAGES_DONE, NODE_DONE]);
    expect(code).toBe(0);
  });

  it('that was brought need not run on this system, if the own one is new enough', async () => {
    await clone.program('npm', `${NPM_CI}; ln -sf /bin/false "$ROOT/node_modules/node-linux-${process.arch}/bin/node"`);
    const pretended = await clone.setUp({ node: '20.0.0' });
    expect(pretended.lines[1]).toMatch(/^✗ node 24 missing: .* does not run here: install Node 24 or newer/);
    expect(pretended.code).toBe(1);
    expect((await clone.setUp()).lines[1]).toBe(NODE_DONE);
  });
});

describe('the translation engine', () => {
  const engineLines = async () => {
    const { code, lines } = await clone.setUp();
    expect(code).toBe(0);
    return lines.slice(2).filter(line => !line.startsWith('npm warn') && !line.startsWith('  '));
  };

  it('is left alone when Apertium is there', async () => {
    for (const mode of knownEngines.apertium.modes) await writeFile(path.join(clone.modes, `${mode}.mode`), '');
    expect(await engineLines()).toEqual(['– translation engine skipped: Apertium is there already']);
  });

  it('is left alone when the model is there, whole', async () => {
    const { model, shortlist, vocabulary } = knownEngines.firefox;
    const folder = clone.at('.diglot/models/fr-en');
    await mkdir(folder, { recursive: true });
    for (const file of [model, shortlist, vocabulary]) {
      expect(await engineLines()).toContainEqual(ENGINE_MISSING);
      await writeFile(path.join(folder, file.name), '');
      await truncate(path.join(folder, file.name), file.bytes);
    }
    expect(await engineLines()).toEqual(['– translation engine skipped: Firefox Translations is there already']);
  });

  it('is the Firefox model where there is a network', async () => {
    await beOnline(found);
    expect(await engineLines()).toEqual(['✓ translation engine installed: Firefox Translations fr → en']);
  });

  it.each<[string, RequestListener, number, string]>([
    [
      'the network refuses',
      (_, response) => response.writeHead(403).end(),
      0,
      'no network to its model (HTTP status 403)',
    ],
    ['the network is silent', () => {}, 0, 'no network to its model (TimeoutError)'],
    ['the download fails', found, 1, 'its model did not come (exit code 1)'],
  ])('is Apertium where %s, for root on Debian', async (_, answer, exitCode, reason) => {
    await beOnline(answer, exitCode);
    await clone.becomeRoot(APT_GET);
    expect(await engineLines()).toEqual([
      `– Firefox Translations skipped: ${reason}`,
      '✓ translation engine installed: Apertium (apertium-fr-es, apertium-eng-spa)',
    ]);
    expect((await clone.calls()).filter(call => call.includes('install'))).toEqual([
      'apt-get -qq install -y --no-install-recommends apertium-fr-es apertium-eng-spa',
    ]);
  });

  it.each([
    [
      'fails',
      'case "$*" in *install*) exit 100;; esac',
      '– Apertium skipped: apt-get could not install it (exit code 100)',
    ],
    ['has other packages', '', '– Apertium skipped: apt-get could not install it (exit code 0)'],
    ['is not there', 'exit 127', APERTIUM_SKIPPED],
  ])('is left to the user where apt-get %s', async (_, aptGet, line) => {
    await clone.becomeRoot(aptGet);
    expect(await engineLines()).toEqual([FIREFOX_SKIPPED, line, ENGINE_MISSING]);
  });
});
