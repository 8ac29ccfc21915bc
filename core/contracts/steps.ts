import * as v from 'valibot';
import { LanguageSchema } from '../languages.ts';

/** What each step is given and gives back. The stack builds these in JSONata; the handlers parse them at the door. */

const Index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One upload, admitted: the input of an execution, and what every step finds its documents by. Pointers only. */
export const UploadSchema = v.object({
  bucket: v.string(),
  key: v.string(),
  versionId: v.string(),
  bytes: Index,
  /** ISO 8601, from the event. */
  uploadedAt: v.string(),
  articleId: v.string(),
  revision: v.string(),
  /** False where the uploader asked for the machine alone (object metadata `memory: off`). */
  useMemory: v.boolean(),
});
export type Upload = v.InferOutput<typeof UploadSchema>;

export const SplitOutputSchema = v.object({ paragraphCount: Index });
export type SplitOutput = v.InferOutput<typeof SplitOutputSchema>;

/** One paragraph to translate, or to narrate, into `language`. */
export const ParagraphTaskSchema = v.object({
  articleId: v.string(),
  revision: v.string(),
  index: Index,
  language: LanguageSchema,
  useMemory: v.boolean(),
});
export type ParagraphTask = v.InferOutput<typeof ParagraphTaskSchema>;

/** The body of a message in a paced queue. */
export const PacedMessageSchema = v.object({ taskToken: v.string(), task: ParagraphTaskSchema });
export type PacedMessage = v.InferOutput<typeof PacedMessageSchema>;

export const PublishOutputSchema = v.object({ status: v.picklist(['complete', 'partial', 'superseded']) });
export type PublishOutput = v.InferOutput<typeof PublishOutputSchema>;

/** What Step Functions caught: `cause` is JSON text, of Lambda or of our own SendTaskFailure. */
export const FailInputSchema = v.object({ upload: UploadSchema, error: v.string(), cause: v.string() });
export type FailInput = v.InferOutput<typeof FailInputSchema>;

/** Names a task in receipts: the same whenever the task is tried again, another for every other task. */
export function taskName({ articleId, revision, index, language }: ParagraphTask): string {
  return `${articleId}/${revision}/${index}/${language}`;
}
