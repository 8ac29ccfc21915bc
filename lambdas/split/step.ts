import { mapConcurrently } from '../../core/concurrency.ts';
import type { SplitOutput, Upload } from '../../core/contracts/steps.ts';
import type { ArticleDocument } from '../../core/contracts/work.ts';
import { checkPrice } from '../../core/cost/price-cap.ts';
import { narratingEdition } from '../../core/edition/build.ts';
import { writeLiveEdition } from '../../core/edition/live.ts';
import { sha256Hex } from '../../core/hash.ts';
import { workKeys } from '../../core/keys.ts';
import type { Articles, Library } from '../../core/ports.ts';
import type { ArticleLimits, Voices } from '../../core/settings.ts';
import { paragraphDocument } from '../../core/text/paragraph-document.ts';
import { formatOf, readArticle } from '../../core/text/read-article.ts';

export interface SplitServices {
  readonly articles: Articles;
  readonly library: Library;
  readonly limits: ArticleLimits;
  /** With `wordTimings`: what the price of the article depends on. */
  readonly voices: Voices;
  readonly wordTimings: boolean;
  /** Refuse, rather than doubt, an article that is not in the source language. */
  readonly strictLanguage: boolean;
}

/** Documents written at once. */
const writesAtOnce = 32;

/**
 * Reads the article, leaves a document for each paragraph, and opens the edition: from here on readers see its text.
 * @throws DiglotError every refusal of readArticle; QuoteTooHigh; SourceGone
 */
export function splitStep({ articles, library, limits, voices, wordTimings, strictLanguage }: SplitServices) {
  return async (upload: Upload): Promise<SplitOutput> => {
    const bytes = await articles.read(upload);
    const format = formatOf(upload.key);
    const read = readArticle(bytes, { format, key: upload.key, limits, strictLanguage });
    const paragraphs = read.paragraphs.map(paragraphDocument);
    const { usdPerArticle } = limits;
    await checkPrice(paragraphs, { voices, wordTimings, usdPerArticle, key: upload.key });
    const article: ArticleDocument = {
      title: read.title,
      format,
      encoding: read.encoding,
      sha256: await sha256Hex(bytes),
      paragraphCount: paragraphs.length,
      warnings: [...read.warnings],
    };
    const keys = workKeys(upload.articleId, upload.revision);
    await mapConcurrently(paragraphs, writesAtOnce, paragraph =>
      library.writeJson(keys.paragraph(paragraph.index), paragraph),
    );
    await library.writeJson(
      keys.items,
      paragraphs.map(({ index }) => ({ index })),
    );
    await library.writeJson(keys.article, article);
    const work = paragraphs.map(paragraph => ({ paragraph, translations: {}, narrations: {} }));
    await writeLiveEdition(library, narratingEdition(upload, article, work));
    return { paragraphCount: paragraphs.length };
  };
}
