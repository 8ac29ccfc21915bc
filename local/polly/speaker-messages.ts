import * as v from 'valibot';

/** The only things that the speaker's process and ours say to each other. */

/** What is to be spoken. */
export const UtteranceSchema = v.object({
  /** eSpeak NG's SSML, without a `<speak>` around it. */
  markup: v.string(),
  voice: v.string(),
  rate: v.number(),
});
export type Utterance = v.InferOutput<typeof UtteranceSchema>;

const EventSchema = v.object({
  type: v.picklist(['word', 'mark', 'phoneme']),
  /** Code points of the markup before it: a 0-based index. */
  position: v.number(),
  timeMs: v.number(),
  /** Name of a mark, IPA of a phoneme; empty for a word. */
  name: v.string(),
});
export type SpeechEvent = v.InferOutput<typeof EventSchema>;

/** What was spoken. */
export const SpeechSchema = v.object({
  /** Mono, at `sampleRateHz`. */
  samples: v.instance(Int16Array),
  sampleRateHz: v.number(),
  events: v.array(EventSchema),
});
export type Speech = v.InferOutput<typeof SpeechSchema>;
