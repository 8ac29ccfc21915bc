/**
 * The id of a sentence in one language; its counterpart's differs in the language alone. Without a full stop, which some
 * readers take for the beginning of a class.
 */
export function sentenceElementId(sentenceId: string, language: string): string {
  return `${sentenceId}-${language}`;
}

/** The id of a paragraph, both languages together: as on the article's page. */
export function paragraphId(index: number): string {
  return `p${index}`;
}
