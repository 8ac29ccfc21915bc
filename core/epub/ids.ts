import type { Language } from '../languages.ts';

/** The id of a paragraph in one language; as its sentences', without a full stop, which some readers take for a class. */
export function passageId(paragraph: number, language: Language): string {
  return `p${paragraph}-${language}`;
}

/** The id of a sentence in one language; its counterpart's differs in the language alone. */
export function sentenceElementId(sentenceId: string, language: Language): string {
  return `${sentenceId}-${language}`;
}
