import { type Language, languages } from '../languages.ts';
import type { Spot } from './cursor.ts';

/** A place that a link names. */
export type LinkedPlace = Pick<Spot, 'paragraph' | 'sentence' | 'language'>;

/**
 * Reads the fragment of an address: `#p=3&s=1&lang=en`. Without `s` it is the paragraph's first sentence; a language that
 * is not one of ours is passed over.
 * @returns undefined if it names no paragraph
 */
export function parsePlaceLink(fragment: string): LinkedPlace | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/u, ''));
  const paragraph = count(fields.get('p'));
  if (paragraph === undefined) return undefined;
  const language = languages.find(code => code === fields.get('lang'));
  return { paragraph, sentence: count(fields.get('s')) ?? 0, ...(language === undefined ? {} : { language }) };
}

/** The fragment of a link to a place, with its `#`. */
export function formatPlaceLink({ paragraph, sentence, language }: LinkedPlace): string {
  return `#p=${paragraph}&s=${sentence}${language === undefined ? '' : `&lang=${language satisfies Language}`}`;
}

function count(text: string | null): number | undefined {
  return text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : undefined;
}
