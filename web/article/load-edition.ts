import * as v from 'valibot';
import { type Edition, EditionSchema } from '../../core/edition/schema.ts';

/** A JSON document of the library; undefined where there is none (yet), or where it is not what it should be. */
export async function loadDocument<Schema extends v.GenericSchema>(
  address: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  try {
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) return undefined;
    const parsed = v.safeParse(schema, await response.json());
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** The manifest that a page from disk carries. */
export function carriedEdition(page: Document): Edition | undefined {
  const json = page.getElementById('edition')?.textContent;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), EditionSchema), json);
  return parsed.success ? parsed.output : undefined;
}
