import { mapConcurrently } from '../concurrency.ts';
import type { Upload } from '../contracts/steps.ts';
import {
  type FailureDocument,
  FailureDocumentSchema,
  NarrationDocumentSchema,
  ParagraphDocumentSchema,
  TranslationDocumentSchema,
  type UnfinishedDocument,
  UnfinishedDocumentSchema,
} from '../contracts/work.ts';
import { findDocument, readDocument } from '../document.ts';
import { workKeys } from '../keys.ts';
import { languages, targetLanguages } from '../languages.ts';
import type { Library } from '../ports.ts';
import type { ParagraphWork } from './build.ts';

/** Paragraphs whose documents are read at once. */
const paragraphsAtOnce = 16;

/** What the steps have left for every paragraph, in order, and what failed. */
export async function readWork(
  library: Pick<Library, 'readJson'>,
  upload: Upload,
  paragraphCount: number,
): Promise<{ work: ParagraphWork[]; failures: FailureDocument[] }> {
  const indexes = Array.from({ length: paragraphCount }, (_, index) => index);
  const read = await mapConcurrently(indexes, paragraphsAtOnce, index => readParagraph(library, upload, index));
  return { work: read.map(({ work }) => work), failures: read.flatMap(({ failures }) => failures) };
}

async function readParagraph(library: Pick<Library, 'readJson'>, upload: Upload, index: number) {
  const keys = workKeys(upload.articleId, upload.revision);
  const paragraph = await readDocument(library, keys.paragraph(index), ParagraphDocumentSchema);
  const translations: ParagraphWork['translations'] = {};
  const narrations: ParagraphWork['narrations'] = {};
  const unfinished: UnfinishedDocument[] = [];
  const failures: FailureDocument[] = [];
  const noteUnfinished = async (key: string) => {
    const document = await findDocument(library, key, UnfinishedDocumentSchema);
    if (document !== undefined) unfinished.push(document);
  };
  for (const language of targetLanguages) {
    const translation = await findDocument(library, keys.translation(index, language), TranslationDocumentSchema);
    if (translation !== undefined) translations[language] = translation;
    else await noteUnfinished(keys.unfinished(index, language, 'translate'));
  }
  for (const language of languages) {
    const narration = await findDocument(library, keys.narration(index, language), NarrationDocumentSchema);
    if (narration !== undefined) {
      narrations[language] = narration;
      continue;
    }
    failures.push(await readFailure(library, keys.failure(index, language), index, language));
    await noteUnfinished(keys.unfinished(index, language, 'narrate'));
  }
  return { work: { paragraph, translations, narrations, unfinished }, failures };
}

/** A paragraph without a clip failed even where the state machine could not leave a word about it. */
async function readFailure(
  library: Pick<Library, 'readJson'>,
  key: string,
  index: number,
  language: FailureDocument['language'],
): Promise<FailureDocument> {
  const failure = await findDocument(library, key, FailureDocumentSchema);
  return failure ?? { index, language, error: 'States.Timeout', cause: '' };
}
