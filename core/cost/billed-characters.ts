import type { SpeechChunk } from '../spoken/types.ts';
import { sum } from '../sum.ts';

/**
 * Characters that Amazon Polly bills for a request of SSML: code points of its content, an entity being one; tags, and so
 * the alias of a `<sub>`, are not billed.
 * @see "SSML tags are not counted as billed characters", Amazon Polly quotas, 2026-11
 */
export function billedCharacters(ssml: string): number {
  const content = ssml.replaceAll(/<[^>]*>/gu, '').replaceAll(/&\w+;/gu, '&');
  return Array.from(content).length;
}

/**
 * What the speech of some requests is billed; and the most, if what is said for a written token were billed after all. The
 * same words twice in a clip are asked for once.
 */
export function speechCharacters(chunks: readonly SpeechChunk[]): { characters: number; mostCharacters: number } {
  const distinct = new Map(chunks.map(chunk => [chunk.ssml, chunk]));
  const billed = Array.from(distinct.values(), ({ ssml, billedCharacters: most }) => {
    const characters = billedCharacters(ssml);
    return { characters, mostCharacters: Math.max(characters, most) };
  });
  return {
    characters: sum(billed, ({ characters }) => characters),
    mostCharacters: sum(billed, ({ mostCharacters }) => mostCharacters),
  };
}
