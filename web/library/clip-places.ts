import { type Language, languages } from '../../core/languages.ts';

/** A clip that is to be recorded: a paragraph in a language. */
export interface ClipPlace {
  readonly index: number;
  readonly language: Language;
}

export function placeName({ index, language }: ClipPlace): string {
  return `${index}.${language}`;
}

/**
 * Which clips to ask for next, so that a long article is followed with few requests: of each language those that come
 * first, and those right behind the furthest that is there, as a paragraph that failed must not hide the ones after it.
 * @param done the names of those that are there
 * @param atMost of each language, a half of it at each of the two ends
 */
export function placesToAsk(done: ReadonlySet<string>, paragraphs: number, atMost: number): ClipPlace[] {
  return languages.flatMap(language => {
    const missing = Array.from({ length: paragraphs }, (_, index) => ({ index, language })).filter(
      place => !done.has(placeName(place)),
    );
    const furthest = furthestDone(done, paragraphs, language);
    const first = missing.slice(0, Math.ceil(atMost / 2));
    const behind = missing.filter(({ index }) => index > furthest).slice(0, Math.floor(atMost / 2));
    return [...new Set([...first, ...behind])];
  });
}

function furthestDone(done: ReadonlySet<string>, paragraphs: number, language: Language): number {
  for (let index = paragraphs - 1; index >= 0; index -= 1) if (done.has(placeName({ index, language }))) return index;
  return -1;
}
