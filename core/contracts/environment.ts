import * as v from 'valibot';
import { ArticleLimitsSchema, VoicesSchema } from '../settings.ts';

/**
 * The environment of each function: the stack must supply it (as text, `EnvironmentOf`), `readEnv` must require it.
 * One contract, so that a variable that one side forgets does not compile on the other.
 */

const Text = v.pipe(v.string(), v.minLength(1));

function json<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(Text, v.parseJson(), schema);
}

export const environments = {
  admit: v.object({ LIBRARY_BUCKET: Text, STATE_MACHINE_ARN: Text, LIMITS: json(ArticleLimitsSchema) }),
  split: v.object({
    ARTICLES_BUCKET: Text,
    LIBRARY_BUCKET: Text,
    LIMITS: json(ArticleLimitsSchema),
    VOICES: json(VoicesSchema),
    WORD_TIMINGS: json(v.boolean()),
    STRICT_LANGUAGE: json(v.boolean()),
  }),
  translate: v.object({ ARTICLES_BUCKET: Text, LIBRARY_BUCKET: Text, QUEUE_URL: Text, TERMINOLOGY: Text }),
  narrate: v.object({
    ARTICLES_BUCKET: Text,
    LIBRARY_BUCKET: Text,
    QUEUE_URL: Text,
    VOICES: json(VoicesSchema),
    WORD_TIMINGS: json(v.boolean()),
  }),
  /** `SITE_URL` is where readers find the library, without a slash at its end: `https://….cloudfront.net`. */
  publish: v.object({ LIBRARY_BUCKET: Text, SITE_URL: v.pipe(Text, v.url()) }),
  fail: v.object({ LIBRARY_BUCKET: Text }),
} as const;

export type StepName = keyof typeof environments;
export const stepNames = ['admit', 'split', 'translate', 'narrate', 'publish', 'fail'] as const satisfies StepName[];

/** What the stack writes into the function's environment: every value as text. */
export type EnvironmentOf<Step extends StepName> = {
  readonly [Name in keyof v.InferOutput<(typeof environments)[Step]>]: string;
};

/** What the function reads out of it. */
export type ParsedEnvironment<Step extends StepName> = v.InferOutput<(typeof environments)[Step]>;
