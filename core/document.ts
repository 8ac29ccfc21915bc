import * as v from 'valibot';
import { DiglotError } from './errors.ts';
import type { Library } from './ports.ts';

/** A JSON document that an earlier step left. @throws DiglotError InvalidDocument if it is missing or of another shape */
export async function readDocument<Schema extends v.GenericSchema>(
  library: Pick<Library, 'readJson'>,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const document = await findDocument(library, key, schema);
  if (document === undefined) throw invalid(key, 'The document is not there, though an earlier step wrote it.');
  return document;
}

/** As readDocument, but undefined where nothing was left. */
export async function findDocument<Schema extends v.GenericSchema>(
  library: Pick<Library, 'readJson'>,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const found = await library.readJson(key);
  if (found === undefined) return undefined;
  const parsed = v.safeParse(schema, found.value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalid(key, `The document is not as its contract says, at ${v.getDotPath(issue) ?? 'its root'}.`);
}

function invalid(place: string, message: string): DiglotError {
  return new DiglotError({
    code: 'InvalidDocument',
    message,
    place,
    remedy: 'Upload the article again; a document of an older version of Diglot is made anew.',
  });
}
