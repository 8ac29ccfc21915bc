import { type InterfaceLanguageCode, preferredLanguage } from './preferred-language.ts';

const key = 'diglot.interface';

/** The language that this page's reader has chosen before, or their browser asks for. */
export function readersLanguage(): InterfaceLanguageCode {
  return preferredLanguage(kept(), navigator.languages);
}

/** Keeps the reader's choice, where the browser keeps anything. */
export function keepLanguage(language: InterfaceLanguageCode): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is off or full: the choice lasts as long as the page.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
