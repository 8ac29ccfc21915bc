import * as v from 'valibot';

/**
 * What this browser keeps for the page. A browser may refuse to keep anything (private windows, frames of other sites):
 * then nothing was kept, and nothing is.
 */
export function readKept<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  try {
    const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), localStorage.getItem(keyOf(name)));
    return kept.success ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** @returns false if the browser does not keep it */
export function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const keyOf = (name: string) => `diglot.${name}`;
