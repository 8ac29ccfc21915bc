import type { ParagraphDocument } from '../contracts/work.ts';
import type { SourceParagraph } from './read-article.ts';

/** A paragraph as the steps pass it on: its sentences get the ids by which their translations are aligned. */
export function paragraphDocument({ index, kind, text, sentences, links }: SourceParagraph): ParagraphDocument {
  return {
    index,
    kind,
    text,
    sentences: sentences.map(({ start, end }, sentence) => ({ id: `p${index}s${sentence}`, start, end })),
    ...(links.length === 0 ? {} : { links: links.map(({ start, end, href }) => ({ start, end, href })) }),
  };
}
