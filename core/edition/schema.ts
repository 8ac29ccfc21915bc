import * as v from 'valibot';
import { type ErrorCode, isErrorCode } from '../errors.ts';
import { LanguageSchema } from '../languages.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Milliseconds = v.pipe(v.number(), v.minValue(0));

/** One value for each language that is there. */
export function byLanguage<Schema extends v.GenericSchema>(schema: Schema) {
  return v.object({ fr: v.exactOptional(schema), en: v.exactOptional(schema) });
}

export const paragraphKinds = ['kicker', 'title', 'heading', 'text', 'quote', 'listItem', 'caption'] as const;
export const ParagraphKindSchema = v.picklist(paragraphKinds);
export type ParagraphKind = v.InferOutput<typeof ParagraphKindSchema>;

export const formats = ['text', 'markdown', 'html'] as const;
export const FormatSchema = v.picklist(formats);
export type Format = v.InferOutput<typeof FormatSchema>;

export const OriginSchema = v.picklist(['memory', 'machine']);
export type Origin = v.InferOutput<typeof OriginSchema>;

/** A sentence of a paragraph; `start` and `end` are code-unit offsets into the paragraph's text. */
export const SentenceSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^p\d+s\d+$/)),
  start: Count,
  end: Count,
  /** Of a translated sentence only. */
  origin: v.exactOptional(OriginSchema),
});
export type Sentence = v.InferOutput<typeof SentenceSchema>;

/** A stretch of the text that links elsewhere; http, https or mailto alone. */
export const LinkSchema = v.object({
  start: Count,
  end: Count,
  href: v.pipe(v.string(), v.regex(/^(?:https?|mailto):/)),
});
export type Link = v.InferOutput<typeof LinkSchema>;

/** One substitution of the spoken form: `56e` is read as `cinquante-sixième`. */
export const SpokenChangeSchema = v.object({ written: v.string(), spoken: v.string() });
export type SpokenChange = v.InferOutput<typeof SpokenChangeSchema>;

/** What of a clip has a time: each word; or each sentence, where words cost too much or the engine tells none. */
export const timingsKinds = ['words', 'sentences'] as const;
export const TimingsSchema = v.picklist(timingsKinds);
export type Timings = v.InferOutput<typeof TimingsSchema>;

/**
 * A stretch of the written text, in code units, and when it begins: in milliseconds from the beginning of its clip, as a
 * player hears it. A word, or a whole sentence: see Timings.
 */
export const WordTimingSchema = v.object({ start: Count, end: Count, ms: Milliseconds });
export type WordTiming = v.InferOutput<typeof WordTimingSchema>;

/** A clip at its place in the article's audio of that language. */
export const PlacedClipSchema = v.object({
  file: v.string(),
  durationMs: Milliseconds,
  startMs: Milliseconds,
  timings: TimingsSchema,
  words: v.array(WordTimingSchema),
});
export type PlacedClip = v.InferOutput<typeof PlacedClipSchema>;

/** A paragraph in one language. Without `clip` while it is narrated, or where that failed. */
export const VersionSchema = v.object({
  text: v.string(),
  sentences: v.array(SentenceSchema),
  /** Of the source only. */
  links: v.exactOptional(v.array(LinkSchema)),
  spoken: v.array(SpokenChangeSchema),
  origin: v.exactOptional(OriginSchema),
  engine: v.exactOptional(v.string()),
  clip: v.exactOptional(PlacedClipSchema),
});
export type Version = v.InferOutput<typeof VersionSchema>;

export const ParagraphSchema = v.object({
  index: Count,
  kind: ParagraphKindSchema,
  versions: byLanguage(VersionSchema),
});
export type Paragraph = v.InferOutput<typeof ParagraphSchema>;

/** What was skipped, repaired or doubted; with the paragraph it concerns, where there is one. */
export const WarningSchema = v.object({
  code: v.string(),
  message: v.string(),
  /** Letters of the article that the warning stands for: they are in no paragraph. */
  letters: v.exactOptional(Count),
  paragraph: v.exactOptional(Count),
});
export type Warning = v.InferOutput<typeof WarningSchema>;

export const ErrorCodeSchema = v.custom<ErrorCode>(
  value => typeof value === 'string' && isErrorCode(value),
  'a code of the error catalogue',
);

export const ErrorReportSchema = v.object({
  code: ErrorCodeSchema,
  message: v.string(),
  place: v.exactOptional(v.string()),
  remedy: v.string(),
});

/** The object version that an edition was made from. `encoding` is known once it was split. */
export const SourceSchema = v.object({
  key: v.string(),
  versionId: v.string(),
  sha256: v.exactOptional(v.string()),
  bytes: Count,
  encoding: v.exactOptional(v.string()),
  format: v.exactOptional(FormatSchema),
});
export type Source = v.InferOutput<typeof SourceSchema>;

/**
 * Billed characters, those that cost nothing because the result was there, and what it all cost in USD. `rejected`, where
 * there is any, was billed and came to nothing: requests made in vain, sound and marks that were thrown away, paragraphs that
 * failed. It is beside `characters` and part of the total.
 */
export const ReceiptSchema = v.object({
  translate: v.object({ characters: Count, reused: Count, rejected: v.exactOptional(Count) }),
  narrate: v.object({ characters: Count, reused: Count, markCharacters: Count, rejected: v.exactOptional(Count) }),
  usd: v.object({
    translate: v.number(),
    narrate: v.number(),
    marks: v.number(),
    rejected: v.exactOptional(v.number()),
    total: v.number(),
  }),
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;

const AudioFileSchema = v.object({ file: v.string(), durationMs: Milliseconds });

export const statuses = ['narrating', 'complete', 'partial', 'failed'] as const;

/**
 * `edition.json`, schema version 1: everything made from one revision of an article. File names are relative to the
 * edition: `clips/…` are shared by the library, all others belong to the revision (see editionFileKey).
 */
export const EditionSchema = v.object({
  schema: v.literal(1),
  status: v.picklist(statuses),
  article: v.object({
    id: v.string(),
    revision: v.string(),
    title: v.string(),
    languages: v.array(LanguageSchema),
    /** When the article was uploaded, ISO 8601. */
    uploadedAt: v.string(),
    source: SourceSchema,
  }),
  paragraphs: v.array(ParagraphSchema),
  audio: v.object({
    fr: v.exactOptional(AudioFileSchema),
    en: v.exactOptional(AudioFileSchema),
    'fr-en': v.exactOptional(AudioFileSchema),
  }),
  downloads: v.array(v.object({ file: v.string(), type: v.string(), language: v.string(), bytes: Count })),
  warnings: v.array(WarningSchema),
  receipt: v.exactOptional(ReceiptSchema),
  error: v.exactOptional(ErrorReportSchema),
});
export type Edition = v.InferOutput<typeof EditionSchema>;
