import * as v from 'valibot';

/** The terminology that a stack obeys if its settings name no other. */
export const defaultTerminology = 'diglot';

/** @see Amazon Translate API, ImportTerminology: 1 to 256 letters, digits, hyphens, and underscores between them */
export const TerminologyNameSchema = v.pipe(
  v.string(),
  v.minLength(1, 'a name'),
  v.maxLength(256, 'a name of at most 256 characters'),
  v.regex(/^(?:[A-Za-z0-9-]_?)+$/u, 'a name of letters, digits, hyphens and single underscores'),
);
