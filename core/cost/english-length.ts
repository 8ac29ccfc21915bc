/**
 * How long a translation will be that nobody has paid for yet. French to English, measured 2026-11 on the sample article:
 * the translation in its memory has 0.93 characters for each French one, the local engine's 0.97; the paragraphs lie
 * between 0.79 and 1.22, the extremes being of 15 to 90 characters.
 */
export const translationRatio = 0.95;

/** Beyond twice the length, and some more for short ones, the guard warns (LengthSuspicious in translation/guard.ts). */
const mostRatio = 2;
const mostSurplus = 40;

/** @param characters of the paragraph that is to be translated */
export function expectedTranslationCharacters(characters: number): number {
  return Math.round(characters * translationRatio);
}

/** The bound that a quote states. Measured, not proven: nothing keeps a machine from rambling. */
export function mostTranslationCharacters(characters: number): number {
  return characters * mostRatio + mostSurplus;
}
