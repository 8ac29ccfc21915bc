import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Check } from './check.ts';

/** Something measured of an engine, and how to measure it again. */
export const FigureSchema = v.strictObject({
  engine: v.picklist(['espeak-ng', 'firefox-translations', 'apertium']),
  figure: v.string(),
  value: v.number(),
  unit: v.string(),
  /** On what texts, against what. */
  basis: v.string(),
  command: v.string(),
  /** ISO 8601. */
  date: v.pipe(v.string(), v.isoDate()),
});
export type Figure = v.InferOutput<typeof FigureSchema>;

const FiguresSchema = v.pipe(v.string(), v.parseJson(), v.array(FigureSchema));

/** The figures that `bench/engine-figures.ts` wrote down last. */
export function readFigures(projectFolder: string): Figure[] {
  return v.parse(FiguresSchema, readFileSync(path.join(projectFolder, 'bench', 'engine-figures.json'), 'utf8'));
}

/** Tells of each engine that is here how good it is, with the provenance of each figure. */
export function withFigures(checks: readonly Check[], figures: readonly Figure[]): Check[] {
  return checks.map(check => {
    const own = figures.filter(({ engine }) => engine === check.name);
    const isEngine = FigureSchema.entries.engine.options.some(engine => engine === check.name);
    if (!isEngine || check.state !== 'done') return check;
    return { ...check, figures: own.length === 0 ? ['not measured yet: node bench/engine-figures.ts'] : own.map(line) };
  });
}

function line({ figure, value, unit, basis, command, date }: Figure): string {
  return `${figure}: ${value} ${unit} (${basis}; ${command}, ${date})`;
}
