import * as v from 'valibot';

/** What the local cloud and an execution environment say to each other. Payloads travel as JSON text, as with Lambda. */

/** How the environment is started: the worker's `workerData`. */
export const StartSchema = v.object({
  /** Absolute; LAMBDA_TASK_ROOT. */
  codeFolder: v.string(),
  /** `index.handler`. */
  handler: v.string(),
});
export type Start = v.InferOutput<typeof StartSchema>;

export const InvocationSchema = v.object({
  requestId: v.string(),
  /** JSON text. */
  payload: v.string(),
  /** When the function is stopped, in milliseconds since 1970. */
  deadlineMs: v.number(),
  functionName: v.string(),
  functionArn: v.string(),
  memoryMb: v.number(),
  logGroupName: v.string(),
  logStreamName: v.string(),
});
export type Invocation = v.InferOutput<typeof InvocationSchema>;

/** An error as Lambda serialises it: `errorType` is the error's name. */
export const FunctionFailureSchema = v.object({
  errorType: v.string(),
  errorMessage: v.string(),
  trace: v.array(v.string()),
});
export type FunctionFailure = v.InferOutput<typeof FunctionFailureSchema>;

export const ReplySchema = v.variant('kind', [
  /** The module is loaded; invocations may come. */
  v.object({ kind: v.literal('ready') }),
  /** The module could not be loaded. */
  v.object({ kind: v.literal('broken'), failure: FunctionFailureSchema }),
  /** The handler returned. */
  v.object({ kind: v.literal('returned'), requestId: v.string(), payload: v.string() }),
  /** The handler threw. */
  v.object({ kind: v.literal('threw'), requestId: v.string(), failure: FunctionFailureSchema }),
]);
export type Reply = v.InferOutput<typeof ReplySchema>;
