import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm run check`: format, lint, types, walls, and what cdk-nag and cfn-lint find in the template. All are run. */

interface Check {
  readonly name: string;
  /** @returns what is wrong, or undefined */
  readonly run: () => string | undefined;
}

const assembly = mkdtempSync(join(tmpdir(), 'diglot-check-'));

const checks: readonly Check[] = [
  { name: 'format', run: () => command('biome', ['ci', '--colors=off', '.']) },
  { name: 'lint', run: () => command('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'types', run: () => command('tsc', ['--noEmit']) },
  { name: 'types: what tests run in a browser', run: () => command('tsc', ['--noEmit', '--project', 'test/web']) },
  { name: 'types: web', run: () => command('tsc', ['--noEmit', '--project', 'web']) },
  { name: 'walls', run: () => command('vitest', ['run', 'test/architecture.test.ts']) },
  { name: 'template: synth and cdk-nag', run: synthesize },
  { name: 'template: cfn-lint', run: lintTemplate },
];

const failed = checks.filter(({ name, run }) => {
  const problem = run();
  process.stdout.write(problem === undefined ? `✓ ${name}\n` : `✗ ${name}\n${problem}\n`);
  return problem !== undefined;
});
rmSync(assembly, { recursive: true });
process.exitCode = failed.length === 0 ? 0 : 1;

function command(program: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : `${stdout}${stderr}`;
}

/** A run of the app by itself ends with 0 whatever cdk-nag found, so its report is read. */
function synthesize(): string | undefined {
  const problem = command('node', ['bin/app.ts', assembly]);
  if (problem !== undefined) return problem;
  const report = readFileSync(join(assembly, 'validation-report.json'), 'utf8');
  return report.includes('"conclusion": "failure"') ? report : undefined;
}

function lintTemplate(): string | undefined {
  if (spawnSync('cfn-lint', ['--version']).error !== undefined) {
    process.stdout.write('– cfn-lint is not on this machine; the next line checked nothing\n');
    return undefined;
  }
  // W3005: the CDK itself writes a DependsOn beside a GetAtt for the role of each function.
  const args = ['--ignore-checks', 'W3005', '--non-zero-exit-code', 'warning', '--'];
  return command('cfn-lint', [...args, join(assembly, 'Diglot.template.json')]);
}
