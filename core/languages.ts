import * as v from 'valibot';

/** The languages of an edition, in reading order: the source first. Another target is one more line here. */
export const languages = ['fr', 'en'] as const;

export const LanguageSchema = v.picklist(languages);

/** A language code of BCP 47 without region; the key of everything that exists once a language. */
export type Language = v.InferOutput<typeof LanguageSchema>;

export const sourceLanguage = 'fr' satisfies Language;

/** The languages that the article is translated into. */
export const targetLanguages = ['en'] as const satisfies readonly Language[];
