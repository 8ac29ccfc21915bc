import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { type StepName, stepNames } from '../core/contracts/environment.ts';

/** Gives the code of a step's function. */
export type StepCode = (step: StepName) => Code;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles all steps in one run of esbuild, then gives each to `use`, which must stage them before it returns. The CDK's
 * NodejsFunction would start npx and esbuild once a function, which doubles the work of a synthesis.
 */
export function withStepBundles<Result>(use: (code: StepCode) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-bundles-'));
  try {
    bundle(folder);
    return use(step => Code.fromAsset(join(folder, step)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bundle(folder: string): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: stepNames.map(step => ({ in: `lambdas/${step}/handler.ts`, out: `${step}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    loader: { '.tmx': 'text', '.csv': 'text', '.wasm': 'binary', '.woff': 'binary' },
    // Step Functions matches errors by the name of their class.
    keepNames: true,
    minify: true,
    logLevel: 'warning',
    // The X-Ray SDK is CommonJS and calls require for built-in modules. The SDK for AWS goes in whole: what was tested
    // is what runs, whatever the runtime carries this month.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
}
