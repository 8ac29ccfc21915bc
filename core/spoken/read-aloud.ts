import type { SpokenForm } from './types.ts';

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * The reading as plain words, for tests, tables and the curious: aliases in place of what they stand for, no tags, white
 * space as single spaces.
 */
export function readAloud(form: SpokenForm): string {
  return form.chunks
    .map(({ ssml }) =>
      ssml
        .replaceAll(/<sub alias="([^"]*)">[^<]*<\/sub>/gu, '$1')
        .replaceAll(/<[^>]*>/gu, '')
        .replaceAll(/&(?:amp|lt|gt|quot|apos);/gu, entity => characters[entity] ?? entity),
    )
    .join('')
    .replaceAll(/[\s\u0085]+/gu, ' ')
    .trim();
}
