/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- plain JavaScript, outside the type checker */
// `npm run setup`: makes a fresh machine ready. Plain JavaScript without a dependency, for any Node from 20 on: it runs
// before node_modules exists. One line for each thing done (✓), skipped (–) or missing (✗).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;
const NEEDED_NODE = 24;
const MODELS = path.join('.diglot', 'models');
const PROBE_TIMEOUT_MS = 5_000;
const APT_TIMEOUT_MS = 240_000;
const WINDOWS = process.platform === 'win32';

const done = text => console.log(`✓ ${text}`);
const skipped = text => console.log(`– ${text}`);
const missing = text => console.log(`✗ ${text}`);

process.exitCode = (await setUp()) ? 0 : 1;

async function setUp() {
  if (!checkOwnNode()) return false;
  if (!installPackages()) return false;
  if (!checkNeededNode()) return false;
  await installEngine();
  return true;
}

/** The major version of this Node. */
function ownNode() {
  return Number.parseInt(process.versions.node, 10);
}

/** Linux on x64 and arm64 is given its Node 24 by the packages; anywhere else the user's own must do. */
function nodeIsBrought() {
  return process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
}

function checkOwnNode() {
  const needed = nodeIsBrought() ? OLDEST_NODE : NEEDED_NODE;
  if (ownNode() >= needed) return true;
  missing(
    `node ${process.versions.node} is too old for ${process.platform} ${process.arch}: install Node ${needed} or newer, then run: npm run setup`,
  );
  return false;
}

function installPackages() {
  if (packagesAreInstalled()) {
    skipped('packages skipped: node_modules is what package-lock.json says');
    return true;
  }
  // Errors alone: the warnings are of this Node, which is not the one that will run them.
  const npm = run(WINDOWS ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error'], { stdio: 'inherit', shell: WINDOWS });
  if (npm.status === 0) {
    done('packages installed: npm ci');
    return true;
  }
  missing(`packages missing: npm ci failed (${failure(npm)}): read its lines above, then run: npm run setup`);
  return false;
}

/** npm leaves a lock of what it installed; what it left out may be optional only. */
function packagesAreInstalled() {
  const installed = readLock(path.join('node_modules', '.package-lock.json'));
  const wanted = readLock('package-lock.json');
  if (installed === undefined || wanted === undefined) return false;
  const same = (name, entry) => entry.version === wanted[name]?.version && entry.integrity === wanted[name]?.integrity;
  return (
    Object.entries(installed).every(([name, entry]) => same(name, entry)) &&
    Object.entries(wanted).every(([name, entry]) => name === '' || entry.optional === true || name in installed) &&
    (!nodeIsBrought() || existsSync(fromRoot(bundledNode())))
  );
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(fromRoot(file), 'utf8')).packages;
  } catch {
    return undefined; // Not there, or cut off: npm ci makes it anew.
  }
}

function bundledNode() {
  return path.join('node_modules', `node-linux-${process.arch}`, 'bin', 'node');
}

/** The Node that runs TypeScript: the one brought by the packages, if this system can run it, else this one. */
function neededNode() {
  const brought = fromRoot(bundledNode());
  if (nodeIsBrought() && version(brought) !== undefined) return brought;
  return ownNode() >= NEEDED_NODE ? process.execPath : undefined;
}

function checkNeededNode() {
  const node = neededNode();
  if (node === undefined) {
    missing(
      `node ${NEEDED_NODE} missing: ${bundledNode()} does not run here: install Node ${NEEDED_NODE} or newer, then run: npm run setup`,
    );
    return false;
  }
  done(`node ${version(node)}`);
  return true;
}

function version(node) {
  const asked = run(node, ['--version']);
  return asked.status === 0 ? asked.stdout.trim().replace(/^v/, '') : undefined;
}

async function installEngine() {
  const known = JSON.parse(readFileSync(fromRoot('local/translate/engines.json'), 'utf8'));
  const present = presentEngine(known);
  if (present !== undefined) skipped(`translation engine skipped: ${present} is there already`);
  else if (!(await pullModel(known.firefox)) && !installApertium(known.apertium)) adviseEngine(known.apertium);
}

function presentEngine({ firefox, apertium }) {
  const files = [firefox.model, firefox.shortlist, firefox.vocabulary];
  if (files.every(file => sizeOf(path.join(MODELS, firefox.pair, file.name)) === file.bytes)) return firefox.name;
  return apertiumIsThere(apertium) ? 'Apertium' : undefined;
}

function sizeOf(file) {
  return statSync(fromRoot(file), { throwIfNoEntry: false })?.size;
}

function apertiumIsThere({ modesFolder, modes }) {
  return modes.every(mode => existsSync(path.join(modesFolder, `${mode}.mode`)));
}

async function pullModel(firefox) {
  const unreachable = await whyUnreachable(firefox.index);
  if (unreachable !== undefined) {
    skipped(`${firefox.name} skipped: no network to its model (${unreachable})`);
    return false;
  }
  const pull = run(neededNode(), [fromRoot('scripts/pull-model.ts'), MODELS], { stdio: 'inherit' });
  if (pull.status === 0) {
    done(`translation engine installed: ${firefox.name} fr → en`);
    return true;
  }
  skipped(`${firefox.name} skipped: its model did not come (${failure(pull)})`);
  return false;
}

async function whyUnreachable(url) {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return response.ok ? undefined : `HTTP status ${response.status}`;
  } catch (error) {
    return error.cause?.code ?? error.name;
  }
}

function installApertium(apertium) {
  const user = run('id', ['-u']);
  if (user.stdout?.trim() !== '0' || run('apt-get', ['--version']).status !== 0) {
    skipped('Apertium skipped: it needs apt-get and root');
    return false;
  }
  const quiet = { timeout: APT_TIMEOUT_MS, stdio: ['ignore', 'ignore', 'inherit'] };
  // An old list of packages may do; whether it does shows in the installation.
  run('apt-get', ['-qq', 'update'], quiet);
  const install = run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...apertium.packages], quiet);
  if (install.status === 0 && apertiumIsThere(apertium)) {
    done(`translation engine installed: Apertium (${apertium.packages.join(', ')})`);
    return true;
  }
  skipped(`Apertium skipped: apt-get could not install it (${failure(install)})`);
  return false;
}

function adviseEngine({ packages }) {
  missing(
    `translation engine missing: run, with a network: npx diglot models pull; or on Debian and Ubuntu: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  );
  console.log('  Until then only text in the translation memory is translated; the sample article is.');
}

function run(command, parameters, options = {}) {
  return spawnSync(command, parameters, { cwd: ROOT, encoding: 'utf8', ...options });
}

function failure({ error, signal, status }) {
  if (error?.code === 'ETIMEDOUT') return 'it took too long';
  return error?.message ?? (signal === null ? `exit code ${status}` : `ended by ${signal}`);
}

function fromRoot(file) {
  return path.join(ROOT, file);
}
