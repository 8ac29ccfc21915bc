import cyrillic from '@fontsource/source-serif-4/files/source-serif-4-cyrillic-600-normal.woff';
import greek from '@fontsource/source-serif-4/files/source-serif-4-greek-600-normal.woff';
import latin from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff';
import latinExtended from '@fontsource/source-serif-4/files/source-serif-4-latin-ext-600-normal.woff';
import vietnamese from '@fontsource/source-serif-4/files/source-serif-4-vietnamese-600-normal.woff';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import type { PainterAssets } from './resvg-painter.ts';

/** What covers are drawn with, carried in the bundle (lib/step-bundles.ts). */
export const coverAssets: PainterAssets = {
  wasm,
  family: 'Source Serif 4 SemiBold',
  fonts: [latin, latinExtended, vietnamese, greek, cyrillic],
};
