#!/usr/bin/env node
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- plain JavaScript, outside the type checker */
// The launcher of `diglot`: plain JavaScript, for whatever Node the user has. The real entry is diglot.ts beside it,
// which needs Node 24 (it strips the types itself); `npm run setup` puts that Node into node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const entry = new URL('./diglot.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  await import(entry.href);
} else {
  const node = bundledNode();
  if (node === undefined) {
    console.error(`diglot: this is Node ${process.versions.node}, and it needs ${NEEDED_MAJOR}. Run: npm run setup`);
    process.exitCode = 5;
  } else {
    relay(node);
  }
}

/** The Node that the optional dependencies bring on Linux. */
function bundledNode() {
  return ['x64', 'arm64']
    .map(arch => fileURLToPath(new URL(`../node_modules/node-linux-${arch}/bin/node`, import.meta.url)))
    .find(file => existsSync(file));
}

/** Runs the entry under another Node, as if it were this process: same input and output, signals, exit code. */
function relay(node) {
  const child = spawn(node, [fileURLToPath(entry), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // Ctrl-C in a terminal reaches both by itself, and twice would mean "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('error', error => {
    console.error(`diglot: ${node} could not be started: ${error.message}. Run: npm run setup`);
    process.exitCode = 5;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + ({ SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
  });
}
