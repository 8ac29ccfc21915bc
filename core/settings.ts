import * as v from 'valibot';
import { defaultArticleLimits, defaultPace } from './limits.ts';
import { defaultTerminology, TerminologyNameSchema } from './terminology/name.ts';

/** What an account may configure: the `diglot` object in the context of cdk.json. Unknown keys are refused. */

export const engines = ['standard', 'neural', 'long-form', 'generative'] as const;
export const EngineSchema = v.picklist(engines);
export type Engine = v.InferOutput<typeof EngineSchema>;

export const VoiceSettingSchema = v.strictObject({ name: v.string(), engine: EngineSchema });
export type VoiceSetting = v.InferOutput<typeof VoiceSettingSchema>;

export const VoicesSchema = v.strictObject({
  fr: v.optional(VoiceSettingSchema, { name: 'Lea', engine: 'neural' }),
  en: v.optional(VoiceSettingSchema, { name: 'Joanna', engine: 'neural' }),
});
export type Voices = v.InferOutput<typeof VoicesSchema>;

function wholeNumber(min: number, max: number) {
  const range = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(range), v.integer(range), v.minValue(min, range), v.maxValue(max, range));
}

function dollars(min: number, max: number) {
  const range = `a number of US dollars from ${min} to ${max}`;
  return v.pipe(v.number(range), v.minValue(min, range), v.maxValue(max, range));
}

export const ArticleLimitsSchema = v.strictObject({
  maxBytes: v.optional(wholeNumber(1, 64 * 1024 * 1024), defaultArticleLimits.maxBytes),
  maxParagraphs: v.optional(wholeNumber(1, 20_000), defaultArticleLimits.maxParagraphs),
  maxCharacters: v.optional(wholeNumber(1, 10_000_000), defaultArticleLimits.maxCharacters),
  /** What an article may cost at most; one that may cost more is refused before anything is paid for. */
  usdPerArticle: v.optional(dollars(0.01, 1_000_000), defaultArticleLimits.usdPerArticle),
});
export type ArticleLimits = v.InferOutput<typeof ArticleLimitsSchema>;

export const PaceSchema = v.strictObject({
  narrate: v.optional(wholeNumber(2, 100), defaultPace.narrate),
  translate: v.optional(wholeNumber(2, 100), defaultPace.translate),
});

export const SettingsSchema = v.strictObject({
  voices: v.optional(VoicesSchema, {}),
  limits: v.optional(ArticleLimitsSchema, {}),
  pace: v.optional(PaceSchema, {}),
  /** False saves the price of the speech marks: each sentence has a time then, each word none. */
  wordTimings: v.optional(v.boolean(), true),
  /** The custom terminology of Amazon Translate whose terms are obeyed, as soon as it is there. */
  terminology: v.optional(TerminologyNameSchema, defaultTerminology),
  /** True refuses an article that is not in the source language; false warns. */
  strictLanguage: v.optional(v.boolean(), false),
  /** True keeps both data buckets when the stack is destroyed. */
  retainData: v.optional(v.boolean(), true),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;
