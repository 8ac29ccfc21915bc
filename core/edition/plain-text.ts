import type { Language } from '../languages.ts';
import type { Paragraph } from './schema.ts';

/** An edition's text in one language: a paragraph a line, an empty line between, a new line at the end. */
export function plainText(paragraphs: readonly Paragraph[], language: Language): string {
  const texts = paragraphs.flatMap(({ versions }) => versions[language]?.text ?? []);
  return `${texts.join('\n\n')}\n`;
}
