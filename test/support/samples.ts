import type { ParagraphTask, Upload } from '../../core/contracts/steps.ts';
import type { ParagraphDocument } from '../../core/contracts/work.ts';
import { workKeys } from '../../core/keys.ts';
import type { Library } from '../../core/ports.ts';

export const upload: Upload = {
  bucket: 'articles',
  key: 'uploads/lettre.txt',
  versionId: 'v1',
  bytes: 40,
  uploadedAt: '2026-11-23T10:00:00Z',
  articleId: 'lettre-0a1b2c',
  revision: '00000000000000000000000000000010',
  useMemory: true,
};

export const task: ParagraphTask = {
  articleId: upload.articleId,
  revision: upload.revision,
  index: 0,
  language: 'en',
  useMemory: true,
};

/** The readings of a user who wrote none. */
export const noLexicon = async () => ({ entries: [] });

export const keys = workKeys(upload.articleId, upload.revision);

/** A paragraph document of sentences joined by spaces. */
export function paragraph(index: number, ...texts: string[]): ParagraphDocument {
  let start = 0;
  const sentences = texts.map((text, sentence) => {
    const span = { id: `p${index}s${sentence}`, start, end: start + text.length };
    start = span.end + 1;
    return span;
  });
  return { index, kind: 'text', text: texts.join(' '), sentences };
}

export async function givenParagraphs(library: Library, ...paragraphs: ParagraphDocument[]): Promise<void> {
  for (const document of paragraphs) await library.writeJson(keys.paragraph(document.index), document);
}
