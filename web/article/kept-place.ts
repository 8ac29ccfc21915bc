import * as v from 'valibot';
import { LanguageSchema } from '../../core/languages.ts';
import type { Spot } from '../../core/playback/cursor.ts';
import { keep, readKept } from '../kept.ts';

const PlaceSchema = v.object({
  paragraph: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sentence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  language: LanguageSchema,
});

/** The sentence at which this reader stopped. */
export function keptPlace(articleId: string): Spot | undefined {
  return readKept(`place.${articleId}`, PlaceSchema);
}

/** The article was heard to its end: the next time it begins anew. */
export function forgetPlace(articleId: string): void {
  keep(`place.${articleId}`, null);
}

export function keepPlace(articleId: string, { paragraph, sentence, language }: Required<Spot>): void {
  keep(`place.${articleId}`, { paragraph, sentence, language });
}
