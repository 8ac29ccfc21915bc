import * as v from 'valibot';
import { SpeechPaymentSchema } from '../clips/paid-speech.ts';
import {
  FormatSchema,
  LinkSchema,
  OriginSchema,
  ParagraphKindSchema,
  SentenceSchema,
  SpokenChangeSchema,
  TimingsSchema,
  WarningSchema,
  WordTimingSchema,
} from '../edition/schema.ts';
import { LanguageSchema } from '../languages.ts';

/** The working documents in the Library bucket: what one step leaves for the next, so that the state carries pointers only. */

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What `split` knows of the whole article; its paragraphs are documents of their own. */
export const ArticleDocumentSchema = v.object({
  title: v.string(),
  format: FormatSchema,
  encoding: v.string(),
  sha256: v.string(),
  paragraphCount: Count,
  warnings: v.array(WarningSchema),
});
export type ArticleDocument = v.InferOutput<typeof ArticleDocumentSchema>;

/** A paragraph as it was written, by `split`. */
export const ParagraphDocumentSchema = v.object({
  index: Count,
  kind: ParagraphKindSchema,
  text: v.string(),
  sentences: v.array(SentenceSchema),
  links: v.exactOptional(v.array(LinkSchema)),
});
export type ParagraphDocument = v.InferOutput<typeof ParagraphDocumentSchema>;

/** A paragraph's translation, by `translate`. */
export const TranslationDocumentSchema = v.object({
  text: v.string(),
  sentences: v.array(SentenceSchema),
  origin: OriginSchema,
  /** `memory`, or the name the machine gives itself. */
  engine: v.string(),
  /** Characters sent to the service for this revision, and those that were there already. */
  characters: Count,
  reused: Count,
  /** Billed beside them: a request that was made in vain, because its lines came back joined. Absent where none was. */
  rejected: v.exactOptional(Count),
  warnings: v.array(WarningSchema),
});
export type TranslationDocument = v.InferOutput<typeof TranslationDocumentSchema>;

/**
 * What the cache keeps of one paragraph: the machine's translation of each of its sentences, in order, null for one that
 * nobody has asked for because the memory had it; and what each payer sent.
 */
export const CachedTranslationSchema = v.object({
  sentences: v.array(v.nullable(v.object({ text: v.string(), engine: v.string(), paidBy: v.string() }))),
  /** Of the terminology: what was replaced in any of the sentences. */
  terms: v.exactOptional(v.array(v.string())),
  /** Billed characters by payer, fall-backs included. */
  paid: v.record(v.string(), Count),
});
export type CachedTranslation = v.InferOutput<typeof CachedTranslationSchema>;

/** A clip's record beside its audio, `clips/<hash>.json`. */
export const ClipRecordSchema = v.object({
  durationMs: v.pipe(v.number(), v.minValue(0)),
  bytes: Count,
  /** Integrated loudness; none where there is nothing to hear. */
  lufs: v.exactOptional(v.number()),
  timings: TimingsSchema,
  words: v.array(WordTimingSchema),
  engine: v.string(),
  voice: v.string(),
  /** Billed for what is in the clip, whoever paid. */
  characters: Count,
  markCharacters: Count,
  /** Who paid how much, by task: one may have paid for the sound, and another gone on. */
  paid: v.record(v.string(), SpeechPaymentSchema),
});
export type ClipRecord = v.InferOutput<typeof ClipRecordSchema>;

/** A paragraph's narration in one language, by `narrate`: which clip speaks it, and what it cost this revision. */
export const NarrationDocumentSchema = v.object({
  hash: v.string(),
  durationMs: v.pipe(v.number(), v.minValue(0)),
  bytes: Count,
  timings: TimingsSchema,
  words: v.array(WordTimingSchema),
  spoken: v.array(SpokenChangeSchema),
  engine: v.string(),
  characters: Count,
  markCharacters: Count,
  reused: Count,
  /** Billed for attempts that were thrown away; absent where none was. */
  rejected: v.exactOptional(Count),
});
export type NarrationDocument = v.InferOutput<typeof NarrationDocumentSchema>;

/** What a task was billed without a result so far; it counts while its result is missing. By the task itself. */
export const UnfinishedDocumentSchema = v.object({
  /** The engine of the voice; absent from what was translated. */
  engine: v.exactOptional(v.string()),
  characters: Count,
});
export type UnfinishedDocument = v.InferOutput<typeof UnfinishedDocumentSchema>;

/** Why a paragraph has no clip in a language; written by the state machine itself, from the error it caught. */
export const FailureDocumentSchema = v.object({
  language: LanguageSchema,
  index: Count,
  error: v.string(),
  cause: v.string(),
});
export type FailureDocument = v.InferOutput<typeof FailureDocumentSchema>;
