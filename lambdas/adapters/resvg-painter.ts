import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readFace } from '../../core/cover/face.ts';
import type { CoverPainter } from '../../core/ports.ts';
import { opaquePng } from './png.ts';
import { fontOfWoff } from './woff.ts';

export interface PainterAssets {
  /** The renderer itself. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** The name that the fonts bear. */
  readonly family: string;
  /** Subsets of the family, as WOFF; at most nine. Of a letter that several have, the first draws it. */
  readonly fonts: readonly Uint8Array[];
}

/** The renderer allows itself to be set up once a process. */
let started: Promise<void> | undefined;

/** resvg, which draws SVG the same everywhere, with nothing but the fonts it is given. */
export function resvgPainter({ wasm, family, fonts }: PainterAssets): CoverPainter {
  const files = fonts.map((woff, index) => ({ weight: (index + 1) * 100, font: fontOfWoff(woff, (index + 1) * 100) }));
  return {
    faces: files.map(({ font, weight }) => readFace(font, weight)),
    async paint(svg) {
      started ??= initWasm(wasm);
      await started;
      const drawing = new Resvg(svg, {
        font: { fontBuffers: files.map(({ font }) => font), defaultFontFamily: family },
      });
      const image = drawing.render();
      try {
        return opaquePng(image.pixels, image.width, image.height);
      } finally {
        image.free();
        drawing.free();
      }
    },
  };
}
