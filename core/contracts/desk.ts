import * as v from 'valibot';
import { ErrorReportSchema, ReceiptSchema } from '../edition/schema.ts';
import { LanguageSchema } from '../languages.ts';

/**
 * The desk of a local cloud, where a page hands in articles: what it is asked, and what it answers. No deployment has one;
 * a page that gets no description of it leaves the desk out.
 *
 *     GET  local/           DeskDescription
 *     POST local/quote      DeskQuote, or DeskRefusal (422)
 *     POST local/articles   DeskArticle, or DeskRefusal (422)
 *
 * A POST has the file as its body, as it is, its name in `fileNameHeader` and `application/octet-stream` as its type.
 */
export const deskPath = 'local/';

/** The file's name, percent-encoded as by encodeURIComponent. */
export const fileNameHeader = 'x-file-name';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const DeskDescriptionSchema = v.object({
  desk: v.literal(true),
  /** The largest file that is taken. */
  maxBytes: Count,
  /** `.txt`, …: the endings of the names that are. */
  extensions: v.array(v.string()),
});
export type DeskDescription = v.InferOutput<typeof DeskDescriptionSchema>;

export const DeskQuoteSchema = v.object({
  articleId: v.string(),
  /** As in a receipt: billed characters, those that cost nothing, USD by service and in total. */
  quote: v.object({
    ...ReceiptSchema.entries,
    speech: v.array(
      v.object({
        language: LanguageSchema,
        characters: Count,
        reused: Count,
        markCharacters: Count,
        exact: v.boolean(),
      }),
    ),
    exact: v.boolean(),
    usdAtMost: v.number(),
    /** What the estimated part rests on; null if there is none. */
    basis: v.nullable(v.string()),
  }),
});
export type DeskQuote = v.InferOutput<typeof DeskQuoteSchema>;

/** The article was uploaded; its edition will be found by its id. */
export const DeskArticleSchema = v.object({ articleId: v.string() });
export type DeskArticle = v.InferOutput<typeof DeskArticleSchema>;

/** Why a file was not taken, where, and what to do about it. */
export const DeskRefusalSchema = v.object({ error: v.object({ ...ErrorReportSchema.entries, code: v.string() }) });
export type DeskRefusal = v.InferOutput<typeof DeskRefusalSchema>;
