import * as v from 'valibot';
import { ErrorReportSchema } from './edition/schema.ts';
import { type ErrorReport, isErrorCode } from './errors.ts';

/**
 * How an error travels through Step Functions, which knows a name and a text: the name is our code, the text our report
 * as JSON. A Lambda's error arrives once more wrapped, as `{"errorType", "errorMessage", "trace"}`.
 */

const LambdaCauseSchema = v.object({ errorType: v.string(), errorMessage: v.string() });

/** The text that carries a report: a Lambda's error message, or the cause of SendTaskFailure. */
export function reportText(report: ErrorReport): string {
  return JSON.stringify(report);
}

/**
 * Reads what Step Functions caught.
 * @param error `errorOutput.Error`, @param cause `errorOutput.Cause`
 * @returns our own report where there is one; else one with a code of the catalogue that names what happened
 */
export function parseFailure(error: string, cause: string): ErrorReport {
  const own = v.safeParse(ErrorReportSchema, parseJson(cause));
  if (own.success) return own.output;
  const lambda = v.safeParse(LambdaCauseSchema, parseJson(cause));
  if (lambda.success) return parseFailure(lambda.output.errorType, lambda.output.errorMessage);
  if (error === 'States.Timeout') {
    return {
      code: 'ServiceFailed',
      message: 'A step did not answer within its time.',
      remedy: 'Upload the article again: what was made already is kept and costs nothing.',
    };
  }
  return {
    code: isErrorCode(error) ? error : 'Unexpected',
    message: `${error}: ${cause}`,
    remedy: 'Look up the execution in the Step Functions console, or the log of the function that failed.',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
