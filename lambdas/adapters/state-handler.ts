import * as v from 'valibot';
import { toDiglotError } from '../../core/errors.ts';
import { reportText } from '../../core/failure.ts';
import { logError, observed } from './telemetry.ts';

/**
 * A step that the state machine calls directly: parses its input, runs it, and throws its errors so that Step Functions
 * matches on their code and the fail step finds their report.
 */
export function stateHandler<Schema extends v.GenericSchema, Output>(
  name: string,
  schema: Schema,
  step: (input: v.InferOutput<Schema>) => Promise<Output>,
): (event: unknown) => Promise<Output> {
  return async event => {
    try {
      const input = v.parse(schema, event);
      return await observed(name, {}, () => step(input));
    } catch (thrown) {
      const error = toDiglotError(thrown);
      logError(error, { step: name });
      throw stateError(error.code, reportText(error.report), thrown);
    }
  };
}

/** Lambda gives an error's name and message to Step Functions, and nothing else. */
function stateError(name: string, message: string, cause: unknown): Error {
  const error = new Error(message, { cause });
  error.name = name;
  return error;
}
