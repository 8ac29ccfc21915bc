import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

/** The code of the function in viewer-request.ts as CloudFront takes it: a script with a `handler` at its top. */
export function viewerRequestCode(): string {
  const source = readFileSync(new URL('./viewer-request.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', target: 'es2019', legalComments: 'none' });
  return code.replace(/^export (?=function handler)/mu, '').replace(/^export \{[^}]*\};\n/mu, '');
}
