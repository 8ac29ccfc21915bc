import { mapConcurrently } from '../../core/concurrency.ts';
import type { Upload } from '../../core/contracts/steps.ts';
import {
  type FailureDocument,
  FailureDocumentSchema,
  NarrationDocumentSchema,
  ParagraphDocumentSchema,
  TranslationDocumentSchema,
} from '../../core/contracts/work.ts';
import { findDocument, readDocument } from '../../core/document.ts';
import type { ParagraphWork } from '../../core/edition/build.ts';
import { workKeys } from '../../core/keys.ts';
import { languages, targetLanguages } from '../../core/languages.ts';
import type { Library } from '../../core/ports.ts';

/** Paragraphs whose documents are read at once. */
const paragraphsAtOnce = 16;

/** What the steps have left for every paragraph, in order, and what failed. */
export async function readWork(
  library: Library,
  upload: Upload,
  paragraphCount: number,
): Promise<{ work: ParagraphWork[]; failures: FailureDocument[] }> {
  const indexes = Array.from({ length: paragraphCount }, (_, index) => index);
  const read = await mapConcurrently(indexes, paragraphsAtOnce, index => readParagraph(library, upload, index));
  return { work: read.map(({ work }) => work), failures: read.flatMap(({ failures }) => failures) };
}

async function readParagraph(library: Library, upload: Upload, index: number) {
  const keys = workKeys(upload.articleId, upload.revision);
  const paragraph = await readDocument(library, keys.paragraph(index), ParagraphDocumentSchema);
  const translations: ParagraphWork['translations'] = {};
  const narrations: ParagraphWork['narrations'] = {};
  const failures: FailureDocument[] = [];
  for (const language of targetLanguages) {
    const translation = await findDocument(library, keys.translation(index, language), TranslationDocumentSchema);
    if (translation !== undefined) translations[language] = translation;
  }
  for (const language of languages) {
    const narration = await findDocument(library, keys.narration(index, language), NarrationDocumentSchema);
    if (narration === undefined)
      failures.push(await readFailure(library, keys.failure(index, language), index, language));
    else narrations[language] = narration;
  }
  return { work: { paragraph, translations, narrations }, failures };
}

/** A paragraph without a clip failed even where the state machine could not leave a word about it. */
async function readFailure(
  library: Library,
  key: string,
  index: number,
  language: FailureDocument['language'],
): Promise<FailureDocument> {
  const failure = await findDocument(library, key, FailureDocumentSchema);
  return failure ?? { index, language, error: 'States.Timeout', cause: '' };
}
