import * as v from 'valibot';
import { JsonServiceError } from '../aws-json/server.ts';
import { EngineFailed, EngineUnusable } from './engine.ts';

/** The errors of Amazon Translate that this one answers, with the HTTP status of each in the service's model. */
const STATUS = {
  InternalServerException: 500,
  InvalidParameterValueException: 400,
  InvalidRequestException: 400,
  LimitExceededException: 400,
  ResourceNotFoundException: 404,
  ServiceUnavailableException: 503,
  TextSizeLimitExceededException: 400,
  UnsupportedLanguagePairException: 400,
} as const;

export function translateError(name: keyof typeof STATUS, message: string): JsonServiceError {
  return new JsonServiceError(name, message, STATUS[name]);
}

/**
 * Names the errors of the engines: one that can work again with the next call is an InternalServerException, one that
 * needs the user's hand a ServiceUnavailableException. The SDK tries both again.
 */
export function nameEngineError(error: unknown): JsonServiceError | undefined {
  if (error instanceof EngineUnusable) return translateError('ServiceUnavailableException', error.message);
  if (error instanceof EngineFailed) return translateError('InternalServerException', error.message);
  return undefined;
}

/** Parses what an operation was given. @throws JsonServiceError by that name, with the place of what is wrong */
export function parseInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  error: 'InvalidParameterValueException' | 'InvalidRequestException',
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw translateError(error, `${v.getDotPath(issue) ?? 'The request'}: ${issue.message}`);
}
