import type { Track } from '../edition/timeline.ts';
import type { Language } from '../languages.ts';

/** What a feed says of itself. */
export interface FeedWords {
  readonly title: string;
  readonly description: string;
  /** RSS knows one language a feed: that of these words. */
  readonly language: Language;
  /** Of each item, behind its title: what one is going to hear, as no person speaks. */
  readonly item: string;
  /** What the address of the article's page is. */
  readonly readAlong: string;
}

export const feedWords: Readonly<Record<Track, FeedWords>> = {
  fr: {
    title: 'Diglot · français',
    description:
      'Des articles lus en français par une voix de synthèse, avec leur texte et leur traduction en anglais.',
    language: 'fr',
    item: 'Lu en français par une voix de synthèse.',
    readAlong: 'Le texte et sa traduction, à lire en écoutant\u00A0:',
  },
  en: {
    title: 'Diglot · English',
    description: 'Articles from the French, read in English by a synthetic voice, with their text in both languages.',
    language: 'en',
    item: 'Translated from the French and read in English by a synthetic voice.',
    readAlong: 'The text in both languages, to read along:',
  },
  'fr-en': {
    title: 'Diglot · français – English',
    description: 'Des articles lus paragraphe par paragraphe en français, puis en anglais, par des voix de synthèse.',
    language: 'fr',
    item: 'Lu paragraphe par paragraphe en français, puis en anglais, par des voix de synthèse.',
    readAlong: 'Le texte et sa traduction, à lire en écoutant\u00A0:',
  },
};
