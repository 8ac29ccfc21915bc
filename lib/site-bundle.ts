import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { buildSync } from 'esbuild';

/** The site's files, to be deployed. */
export interface SiteBundle {
  /** Pages, script and style: their names stay, and so they are asked for anew each time. */
  readonly pages: ISource;
  /** Fonts, named by their content; they go to `fontsPrefix`. */
  readonly fonts: ISource;
}

export const fontsPrefix = 'app/fonts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['index.html', 'embed.html', '404.html'];

/** Bundles the site and gives it to `use`, which must stage it before it returns. */
export function withSiteBundle<Result>(use: (site: SiteBundle) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-site-'));
  try {
    const { pages: pagesFolder, fonts } = bundleSite(folder);
    return use({ pages: Source.asset(pagesFolder), fonts: Source.asset(fonts) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns the two folders, made in `folder` */
export function bundleSite(folder: string): { readonly pages: string; readonly fonts: string } {
  const made = { pages: join(folder, 'pages'), fonts: join(folder, 'fonts') };
  mkdirSync(made.fonts, { recursive: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: [
      { in: 'web/main.tsx', out: 'app/player' },
      { in: 'web/styles/player.css', out: 'app/player' },
    ],
    outdir: made.pages,
    bundle: true,
    minify: true,
    platform: 'browser',
    // A classic script, as a module does not run in a page that was opened from disk.
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    assetNames: 'app/fonts/[name]-[hash]',
    logLevel: 'warning',
  });
  cpSync(join(made.pages, 'app', 'fonts'), made.fonts, { recursive: true });
  rmSync(join(made.pages, 'app', 'fonts'), { recursive: true });
  for (const page of pages) cpSync(join(root, 'web', page), join(made.pages, page));
  return made;
}
