/**
 * What the translation guard may doubt, by code, with its meaning in one line. It warns, and changes nothing: a reader or
 * a correction decides.
 */
export const translationWarningCatalogue = {
  SentenceMissing: 'A sentence has no translation.',
  NumberChanged:
    'A number of the original is not in the translation, or only as French writes it, or one is there that the original lacks.',
  NameChanged: 'A name of the original is not in the translation, nor anything like it.',
  PassageUntranslated: 'A passage stands in the translation as it was written.',
  LengthSuspicious: 'A translation is far shorter or longer than its original.',
} as const satisfies Record<string, string>;

export type TranslationWarningCode = keyof typeof translationWarningCatalogue;

/** What the guard says of one sentence. */
export interface Doubt {
  readonly code: TranslationWarningCode;
  /** What is doubted, for a message: `70, 2013`. */
  readonly what: string;
}
