import { sourceLanguage, type targetLanguages } from '../languages.ts';
import { type TmxUnit, writeTmx } from '../memory/write-tmx.ts';
import type { Edition, Paragraph } from './schema.ts';

/** An edition's pairs of sentences for translation tools; each says whether a memory or a machine translated it. */
export function editionTmx({ article, paragraphs }: Edition, target: (typeof targetLanguages)[number]): string {
  return writeTmx({
    source: sourceLanguage,
    target,
    units: paragraphs.flatMap(paragraph => sentencePairs(paragraph, target)),
    note: `${article.title}. Units with x-origin "machine" are machine translations that nobody has reviewed.`,
  });
}

function sentencePairs({ versions }: Paragraph, target: (typeof targetLanguages)[number]): TmxUnit[] {
  const { [sourceLanguage]: source, [target]: translation } = versions;
  if (source === undefined || translation === undefined) return [];
  const counterparts = new Map(translation.sentences.map(sentence => [sentence.id, sentence]));
  return source.sentences.flatMap(({ id, start, end }) => {
    const counterpart = counterparts.get(id);
    if (counterpart === undefined) return [];
    const origin = counterpart.origin ?? translation.origin;
    return {
      id,
      source: source.text.slice(start, end),
      target: translation.text.slice(counterpart.start, counterpart.end),
      ...(origin === undefined ? {} : { properties: { 'x-origin': origin } }),
    };
  });
}
