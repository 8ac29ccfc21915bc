/** One font file of the family that covers are set in, as far as lines are broken by it. */
export interface Face {
  /** By which the painter tells it from the others. */
  readonly weight: number;
  /** How far a character moves the pen, in parts of the font's size; undefined if the font has no such letter. */
  advance(codePoint: number): number | undefined;
}

/** Where a table of the font stands. */
type Tables = ReadonlyMap<string, DataView>;

/**
 * Reads from a TrueType or OpenType font which letters it has and how wide they are.
 * @throws RangeError if the file ends before its tables do
 * @see ISO/IEC 14496-22, tables cmap (format 4), hhea, hmtx, head
 */
export function readFace(font: Uint8Array, weight: number): Face {
  const tables = tablesOf(font);
  const unitsPerEm = tableOf(tables, 'head').getUint16(18);
  const metricCount = tableOf(tables, 'hhea').getUint16(34);
  const metrics = tableOf(tables, 'hmtx');
  const glyphs = glyphsByCodePoint(tableOf(tables, 'cmap'));
  return {
    weight,
    advance(codePoint) {
      const glyph = glyphs.get(codePoint);
      if (glyph === undefined) return undefined;
      // The last width holds for all glyphs that follow.
      return metrics.getUint16(Math.min(glyph, metricCount - 1) * 4) / unitsPerEm;
    },
  };
}

function tablesOf(font: Uint8Array): Tables {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, DataView>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16;
    const tag = String.fromCharCode(...font.subarray(record, record + 4));
    const table = new DataView(font.buffer, font.byteOffset + view.getUint32(record + 8), view.getUint32(record + 12));
    tables.set(tag, table);
  }
  return tables;
}

function tableOf(tables: Tables, tag: string): DataView {
  const table = tables.get(tag);
  if (table === undefined) throw new RangeError(`The font has no table ${tag}.`);
  return table;
}

function glyphsByCodePoint(cmap: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  const segmentsFormat = 4;
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = cmap.getUint32(4 + index * 8 + 4);
    if (cmap.getUint16(at) === segmentsFormat) readSegments(cmap, at, glyphs);
  }
  return glyphs;
}

/** Stretches of code points, each with an amount to add or a list of glyphs. */
function readSegments(cmap: DataView, at: number, glyphs: Map<number, number>): void {
  const doubleCount = cmap.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubleCount + 2;
  const deltas = starts + doubleCount;
  const offsets = deltas + doubleCount;
  for (let segment = 0; segment < doubleCount; segment += 2) {
    const start = cmap.getUint16(starts + segment);
    const end = cmap.getUint16(ends + segment);
    const delta = cmap.getUint16(deltas + segment);
    const offset = cmap.getUint16(offsets + segment);
    for (let codePoint = start; codePoint <= end && codePoint < 0xff_ff; codePoint += 1) {
      const listed = offset === 0 ? codePoint : cmap.getUint16(offsets + segment + offset + (codePoint - start) * 2);
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xff_ff;
      if (glyph !== 0) glyphs.set(codePoint, glyph);
    }
  }
}
