import { toJsonSchema } from '@valibot/to-json-schema';
import { EditionSchema } from '../../core/edition/schema.ts';
import { errorCatalogue } from '../../core/errors.ts';

/** The JSON Schema of `edition.json`, as text. */
export function editionJsonSchema(): string {
  const schema = toJsonSchema(EditionSchema, {
    // The one custom check of the schema: a code of the error catalogue.
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'custom' ? { type: 'string', enum: Object.keys(errorCatalogue) } : undefined,
  });
  return `${JSON.stringify({ title: 'edition.json of Diglot, schema version 1', ...schema }, undefined, 2)}\n`;
}
