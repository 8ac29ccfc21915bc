import * as v from 'valibot';
import { SettingsSchema } from '../core/settings.ts';

/**
 * What a client needs to talk to a running local cloud: printed by `diglot start --json`, and kept in
 * `<data>/cloud.json` while it runs, so that `diglot add --local` finds it.
 */
export const CloudDescriptionSchema = v.object({
  endpoints: v.object({
    s3: v.string(),
    polly: v.string(),
    translate: v.string(),
    sfn: v.string(),
    sqs: v.string(),
  }),
  region: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  buckets: v.object({ articles: v.string(), library: v.string(), site: v.exactOptional(v.string()) }),
  /** Address of the page. */
  player: v.string(),
  /** What the stack was synthesized with, where it says so. */
  settings: v.exactOptional(SettingsSchema),
});
export type CloudDescription = v.InferOutput<typeof CloudDescriptionSchema>;
