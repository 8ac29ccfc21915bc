import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Source } from 'aws-cdk-lib/aws-s3-deployment';
import * as v from 'valibot';
import { SettingsSchema } from '../../core/settings.ts';
import { DiglotStack } from '../../lib/diglot-stack.ts';
import type { Assembly } from '../../local/assembly/model.ts';
import { resolveAssembly } from '../../local/assembly/read-assembly.ts';
import { readStackTemplate } from '../../local/assembly/template.ts';

/** The stack as it would be deployed, but for the code of its functions and the files of its site: a line each. */
export function diglotTemplate(settings: v.InferInput<typeof SettingsSchema> = {}): Template {
  return inFolder(folder => Template.fromStack(diglotStack(new App(), folder, settings)));
}

/** The same as the local cloud reads it; its assets are gone. */
export async function diglotAssembly(endpoints: { queueEndpoint: string; siteEndpoint: string }): Promise<Assembly> {
  const outdir = mkdtempSync(join(tmpdir(), 'diglot-synthesized-'));
  try {
    inFolder(folder => {
      const app = new App({ outdir });
      diglotStack(app, folder, {});
      app.synth();
    });
    const stack = await readStackTemplate(outdir);
    return resolveAssembly(stack, { region: 'eu-west-3', accountId: '000000000000', ...endpoints });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function diglotStack(app: App, folder: string, settings: v.InferInput<typeof SettingsSchema>): DiglotStack {
  const file = (name: string, text: string) => {
    const place = join(folder, name.replace(/\W/gu, '-'));
    mkdirSync(place);
    writeFileSync(join(place, name), text);
    return place;
  };
  const code = file('index.mjs', 'export const handler = async () => {};');
  const site = {
    pages: Source.asset(file('index.html', '<!DOCTYPE html>')),
    fonts: Source.asset(file('a.woff2', 'letters')),
  };
  const props = { settings: v.parse(SettingsSchema, settings), code: () => Code.fromAsset(code), site };
  return new DiglotStack(app, 'Diglot', props);
}

function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-stack-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
