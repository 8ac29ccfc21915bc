import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resvgPainter } from '../../lambdas/adapters/resvg-painter.ts';

const { resolve } = createRequire(import.meta.url);

function packaged(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(resolve(path)));
}

/** The painter as the bundle has it, its renderer and fonts read from their packages. */
export function realPainter() {
  const subsets = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'];
  return resvgPainter({
    wasm: packaged('@resvg/resvg-wasm/index_bg.wasm'),
    family: 'Source Serif 4 SemiBold',
    fonts: subsets.map(subset => packaged(`@fontsource/source-serif-4/files/source-serif-4-${subset}-600-normal.woff`)),
  });
}
