import type { Paragraph } from '../edition/schema.ts';
import { languages } from '../languages.ts';
import { element, type Markup } from '../markup.ts';
import { isHeading } from './navigation.ts';

/**
 * What the book tells people, and shops, of whom it suits. No conformance to a standard is claimed: that is for someone
 * to say who has read the book.
 * @see EPUB Accessibility 1.1, 2; https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20230718/
 */
export function accessibilityMetadata(paragraphs: readonly Paragraph[], hasCover: boolean): Markup[] {
  const speech = speechOf(paragraphs);
  const facts: (readonly [property: string, value: string])[] = [
    ['accessMode', 'textual'],
    ...(speech === 'none' ? [] : [['accessMode', 'auditory'] as const]),
    ...(hasCover ? [['accessMode', 'visual'] as const] : []),
    ['accessModeSufficient', 'textual'],
    ...(speech === 'all' ? [['accessModeSufficient', 'auditory'] as const] : []),
    ['accessibilityFeature', 'tableOfContents'],
    ['accessibilityFeature', 'readingOrder'],
    ['accessibilityFeature', 'displayTransformability'],
    ...(paragraphs.some(isHeading) ? [['accessibilityFeature', 'structuralNavigation'] as const] : []),
    ...(speech === 'none' ? [] : [['accessibilityFeature', 'synchronizedAudioText'] as const]),
    ...(hasCover ? [['accessibilityFeature', 'alternativeText'] as const] : []),
    ['accessibilityHazard', 'none'],
    ['accessibilitySummary', summaries[speech]],
  ];
  return facts.map(([property, value]) => element('meta', { property: `schema:${property}` }, value));
}

type Speech = 'all' | 'part' | 'none';

const summaries: Readonly<Record<Speech, string>> = {
  all: 'All of the text is read aloud by synthetic voices, sentence by sentence, in French and in English. It reflows, and needs no sight of images.',
  part: 'Most of the text is read aloud by synthetic voices, sentence by sentence, in French and in English; some paragraphs are text alone. It reflows, and needs no sight of images.',
  none: 'Text in French and in English. It reflows, and needs no sight of images.',
};

/** How much of the text is spoken. */
function speechOf(paragraphs: readonly Paragraph[]): Speech {
  const versions = paragraphs.flatMap(paragraph => languages.map(language => paragraph.versions[language]));
  const spoken = versions.filter(version => version?.clip !== undefined);
  if (spoken.length === 0) return 'none';
  return spoken.length === versions.length ? 'all' : 'part';
}
