import { type Language, languages } from '../../core/languages.ts';

/** The languages that the interface itself speaks. */
export type InterfaceLanguageCode = Language;

/** The interface's language: the reader's own choice; else the first of the browser's languages that there is; else English. */
export function preferredLanguage(
  chosen: string | null | undefined,
  browserLanguages: readonly string[],
): InterfaceLanguageCode {
  const wished = [chosen ?? '', ...browserLanguages].map(language => language.slice(0, 2).toLowerCase());
  for (const wish of wished) {
    const found = languages.find(language => language === wish);
    if (found !== undefined) return found;
  }
  return 'en';
}
