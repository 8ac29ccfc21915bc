import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { DiglotError } from '../core/errors.ts';
import { acknowledgeFindings } from '../lib/acknowledged-findings.ts';
import { DiglotStack } from '../lib/diglot-stack.ts';
import { parseSettings, readContext } from '../lib/settings.ts';
import { withSiteBundle } from '../lib/site-bundle.ts';
import { withStepBundles } from '../lib/step-bundles.ts';

/**
 * The CDK app. `cdk synth` and `cdk deploy` run it through cdk.json; `node bin/app.ts FOLDER` synthesizes into FOLDER
 * without the CDK command line.
 */
const [outdir] = process.argv.slice(2);

try {
  const app = new App(outdir === undefined ? {} : { outdir });
  const context: unknown = app.node.tryGetContext('diglot') ?? readContext(new URL('../cdk.json', import.meta.url));
  const settings = parseSettings(context);
  const stack = withStepBundles(code =>
    withSiteBundle(site => new DiglotStack(app, 'Diglot', { settings, code, site })),
  );
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  acknowledgeFindings(stack);
  app.synth();
} catch (error) {
  if (!(error instanceof DiglotError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n  at ${error.place ?? 'bin/app.ts'}\n  ${error.remedy}\n`);
  process.exitCode = 2;
}
