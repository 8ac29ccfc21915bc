import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['bin', 'lib', 'lambdas', 'core', 'local', 'cli', 'web', 'bench', 'scripts'];

interface Import {
  readonly from: string;
  /** A path from the root for our own files; the package's name for all else. */
  readonly to: string;
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...rooms], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => /\.(?:ts|tsx|mjs)$/u.test(file) && !file.endsWith('.d.ts'));

const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
  const specifiers = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/gu);
  return Array.from(specifiers, ([, specifier = '']) => ({ from: file, to: targetOf(file, specifier) }));
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/** Imports of the files that `where` matches, but for those that a rule allows. */
function violations(where: RegExp, allowed: (target: string, from: string) => boolean): string[] {
  return imports
    .filter(({ from }) => where.test(from))
    .filter(({ from, to }) => !allowed(to, from))
    .map(({ from, to }) => `${from} imports ${to}`);
}

function isBuiltin(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target);
}

function isPackage(target: string): boolean {
  return !isBuiltin(target) && !rooms.some(room => target.startsWith(`${room}/`));
}

const inRoom = (room: string) => (target: string) => target.startsWith(`${room}/`);
const inCore = inRoom('core');

/** Small, pure libraries that the domain may lean on; docs/dependencies.md says what each is for. */
const pureLibraries = new Set([
  'valibot',
  'fast-xml-parser',
  '@mozilla/readability',
  'linkedom',
  'htmlparser2',
  'markdown-it',
  'markdown-it-footnote',
  'yaml',
]);

describe('the walls between the rooms', () => {
  it('finds the files and imports that it judges', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(200);
    expect(imports).toContainEqual({ from: 'lambdas/narrate/handler.ts', to: 'lambdas/narrate/step.ts' });
  });

  it('lets core import core and pure libraries alone', () => {
    expect(violations(/^core\//u, target => inCore(target) || pureLibraries.has(target))).toEqual([]);
  });

  it('keeps clock, randomness and the environment out of core', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bsetTimeout\b|\bfetch\(|\bconsole\./u;
    expect(files.filter(file => file.startsWith('core/') && impure.test(readCode(file)))).toEqual([]);
  });

  it('lets a step import core and the files of its own folder alone', () => {
    const steps = /^lambdas\/(?:admit|split|translate|narrate|publish|fail)\/(?!handler\.ts)/u;
    expect(violations(steps, (to, from) => inCore(to) || to === 'valibot' || dirname(to) === dirname(from))).toEqual(
      [],
    );
  });

  it('lets a handler import its own folder, the adapters, the environment and core', () => {
    const allowed = (to: string, from: string) =>
      inCore(to) ||
      dirname(to) === dirname(from) ||
      to.startsWith('lambdas/adapters/') ||
      to === 'lambdas/env.ts' ||
      to.startsWith('content/');
    expect(violations(/^lambdas\/[a-z]+\/handler\.ts$/u, allowed)).toEqual([]);
  });

  it('lets adapters import core, each other and the SDK, Powertools, validation, the painter and the decoder', () => {
    const packages =
      /^(?:@aws-sdk|@aws-lambda-powertools|@smithy|@resvg|@fontsource)\/|^(?:aws-lambda|mpg123-decoder|valibot)$/u;
    const allowed = (to: string) =>
      inCore(to) || to.startsWith('lambdas/adapters/') || packages.test(to) || isBuiltin(to);
    expect(violations(/^lambdas\/adapters\//u, allowed)).toEqual([]);
  });

  it('keeps handlers thin', () => {
    const long = files
      .filter(file => /^lambdas\/[a-z]+\/handler\.ts$/u.test(file))
      .filter(
        file =>
          readCode(file)
            .split('\n')
            .filter(line => line.trim() !== '' && !line.startsWith('import')).length > 15,
      );
    expect(long).toEqual([]);
  });

  it('lets lib import the CDK and core alone', () => {
    const packages = new Set(['aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild', 'valibot']);
    expect(violations(/^lib\//u, to => inCore(to) || inRoom('lib')(to) || isBuiltin(to) || packages.has(to))).toEqual(
      [],
    );
  });

  it('keeps the source of the lambdas out of the local cloud', () => {
    expect(violations(/^local\//u, to => inCore(to) || inRoom('local')(to) || isBuiltin(to) || isPackage(to))).toEqual(
      [],
    );
  });

  it('keeps the CDK out of the local cloud, which knows templates only', () => {
    expect(violations(/^local\//u, to => !['aws-cdk-lib', 'constructs', 'cdk-nag'].includes(to))).toEqual([]);
  });

  it('lets web import core and its own files', () => {
    expect(violations(/^web\//u, to => inCore(to) || inRoom('web')(to) || isPackage(to))).toEqual([]);
  });

  it('lets the pure logic of playing and the pages stay free of the browser', () => {
    const browser = /\bdocument\.|\bwindow\.|\bnavigator\.|\blocalStorage\b/u;
    expect(files.filter(file => /^core\/(?:page|playback)\//u.test(file) && browser.test(readCode(file)))).toEqual([]);
  });

  it('lets web write text alone: no mark-up from strings, and no style attribute, which the CSP would refuse', () => {
    const markup = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\bstyle=/u;
    expect(files.filter(file => file.startsWith('web/') && markup.test(readCode(file)))).toEqual([]);
  });

  it('lets the command line import core, the adapters and the local cloud', () => {
    const allowed = (to: string) =>
      inCore(to) ||
      inRoom('cli')(to) ||
      inRoom('local')(to) ||
      to.startsWith('lambdas/adapters/') ||
      isBuiltin(to) ||
      isPackage(to);
    expect(violations(/^cli\//u, allowed)).toEqual([]);
  });

  it('loads the GPL voice in one file, in a process of its own', () => {
    const users = imports.filter(({ to }) => to === '@echogarden/espeak-ng-emscripten').map(({ from }) => from);
    expect(new Set(users).size).toBe(1);
    expect(users[0]).toMatch(/^local\/polly\//u);
    expect(imports.filter(({ to }) => to === users[0])).toEqual([]);
  });

  it('reads process.env in one file', () => {
    expect(files.filter(file => readCode(file).includes('process.env'))).toEqual(['lambdas/env.ts']);
  });
});

describe('the shape of the code', () => {
  it('keeps every file under 350 lines', () => {
    expect(files.filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 350)).toEqual([]);
  });

  it('gives no file a name that says nothing', () => {
    const empty = /(?:^|\/)(?:utils?|helpers?|misc|common|data|info|manager)(?:\.|\/)/iu;
    expect(files.filter(file => empty.test(file))).toEqual([]);
  });

  it('gives up no type', () => {
    const givenUp = /\bas any\b|: any\b|@ts-ignore|@ts-nocheck|@ts-expect-error|oxlint-disable|eslint-disable/u;
    expect(files.filter(file => givenUp.test(readCode(file)))).toEqual([]);
  });
});

/** A file's text without its comments. */
function readCode(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, '');
}
