import { writeFileSync } from 'node:fs';
import { editionJsonSchema } from '../test/support/edition-json-schema.ts';

/** Writes docs/edition.schema.json from the types of core/edition/schema.ts. */
writeFileSync(new URL('../docs/edition.schema.json', import.meta.url), editionJsonSchema());
