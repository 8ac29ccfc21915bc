import type { Upload } from '../contracts/steps.ts';
import type {
  ArticleDocument,
  NarrationDocument,
  ParagraphDocument,
  TranslationDocument,
  UnfinishedDocument,
} from '../contracts/work.ts';
import type { ErrorReport } from '../errors.ts';
import { clipFile } from '../keys.ts';
import { type Language, languages, sourceLanguage } from '../languages.ts';
import { roundMs } from '../milliseconds.ts';
import { fileTitle } from '../text/title.ts';
import type { Edition, Paragraph, Receipt, Version, Warning } from './schema.ts';

/** All that the steps have left for one paragraph; what is missing failed, or is not made yet. */
export interface ParagraphWork {
  readonly paragraph: ParagraphDocument;
  readonly translations: Partial<Record<Language, TranslationDocument>>;
  readonly narrations: Partial<Record<Language, NarrationDocument>>;
  /** What was billed for those that are missing. */
  readonly unfinished?: readonly UnfinishedDocument[];
}

/** The edition of an article that was split and is being spoken: its paragraphs, without clips. */
export function narratingEdition(upload: Upload, article: ArticleDocument, work: readonly ParagraphWork[]): Edition {
  return {
    schema: 1,
    status: 'narrating',
    article: {
      id: upload.articleId,
      revision: upload.revision,
      title: article.title,
      languages: [...languages],
      uploadedAt: upload.uploadedAt,
      source: {
        key: upload.key,
        versionId: upload.versionId,
        sha256: article.sha256,
        bytes: upload.bytes,
        encoding: article.encoding,
        format: article.format,
      },
    },
    paragraphs: placedParagraphs(work),
    audio: {},
    downloads: [],
    warnings: [...article.warnings, ...work.flatMap(translationWarnings)],
  };
}

/**
 * The edition of an article that was refused, or that failed before anything could be published.
 * @param receipt of what was paid all the same
 */
export function failedEdition(upload: Upload, error: ErrorReport, receipt?: Receipt): Edition {
  return {
    schema: 1,
    status: 'failed',
    article: {
      id: upload.articleId,
      revision: upload.revision,
      title: fileTitle(upload.key),
      languages: [...languages],
      uploadedAt: upload.uploadedAt,
      source: { key: upload.key, versionId: upload.versionId, bytes: upload.bytes },
    },
    paragraphs: [],
    audio: {},
    downloads: [],
    warnings: [],
    ...(receipt === undefined ? {} : { receipt }),
    error,
  };
}

/** Paragraphs with each clip at its place: where the clips before it end, language by language. */
export function placedParagraphs(work: readonly ParagraphWork[]): Paragraph[] {
  const endMs: Record<Language, number> = { fr: 0, en: 0 };
  return work.map(({ paragraph, translations, narrations }) => {
    const versions: Partial<Record<Language, Version>> = {};
    for (const language of languages) {
      const written = language === sourceLanguage ? paragraph : translations[language];
      if (written === undefined) continue;
      const narration = narrations[language];
      versions[language] = version(written, narration, endMs[language]);
      endMs[language] += narration?.durationMs ?? 0;
    }
    return { index: paragraph.index, kind: paragraph.kind, versions };
  });
}

function version(
  written: ParagraphDocument | TranslationDocument,
  narration: NarrationDocument | undefined,
  startMs: number,
): Version {
  return {
    text: written.text,
    sentences: written.sentences,
    spoken: narration?.spoken ?? [],
    ...('links' in written && written.links !== undefined ? { links: written.links } : {}),
    ...('origin' in written ? { origin: written.origin, engine: written.engine } : {}),
    ...(narration === undefined
      ? {}
      : {
          clip: {
            file: clipFile(narration.hash).audio,
            durationMs: narration.durationMs,
            startMs: roundMs(startMs),
            timings: narration.timings,
            words: narration.words,
          },
        }),
  };
}

function translationWarnings({ paragraph, translations }: ParagraphWork): Warning[] {
  return Object.values(translations).flatMap(({ warnings }) =>
    warnings.map(warning => ({ ...warning, paragraph: paragraph.index })),
  );
}
