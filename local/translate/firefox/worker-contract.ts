import * as v from 'valibot';

/** What the worker is started with: paths of the files, with the SHA-256 they must have. */
const CheckedFileSchema = v.object({ path: v.string(), sha256: v.string() });

export const WorkerFilesSchema = v.object({
  model: CheckedFileSchema,
  vocabulary: CheckedFileSchema,
  shortlist: CheckedFileSchema,
});

export const WorkerRequestSchema = v.object({ id: v.number(), lines: v.array(v.string()) });

/** `ready` once; then an answer for each request. */
export const WorkerMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('unusable'), reason: v.string() }),
  v.object({ kind: v.literal('translated'), id: v.number(), lines: v.array(v.string()) }),
]);

export type CheckedFile = v.InferOutput<typeof CheckedFileSchema>;
export type WorkerFiles = v.InferOutput<typeof WorkerFilesSchema>;
export type WorkerRequest = v.InferOutput<typeof WorkerRequestSchema>;
export type WorkerMessage = v.InferOutput<typeof WorkerMessageSchema>;
