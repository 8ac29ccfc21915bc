import { DiglotError, type ErrorCode } from '../../core/errors.ts';

/** What the SDK tells about a failed call, as far as it is there. */
interface ServiceFailure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

const throttles = new Set([
  'LimitExceededException',
  'RequestLimitExceeded',
  'ServiceQuotaExceededException',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const remedies: Partial<Record<ErrorCode, string>> = {
  Throttled: 'Nothing to do: the call goes back to the queue. If it lasts, lower `pace` or ask AWS for a higher quota.',
  ServiceFailed: 'Try again later; the message of the service says what it lacks.',
  AccessDenied: "Deploy the stack again; if it lasts, the account's policies forbid this function the call.",
  UnsupportedLanguagePair: 'Choose a target language that Amazon Translate offers for this source.',
};

/**
 * Runs one call of a service; what it throws becomes a documented error.
 * @param place the call and what it was for, without any text of the article
 */
export async function callService<Result>(place: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw serviceError(place, error);
  }
}

/** @see the Errors section of each operation's API reference */
export function serviceError(place: string, error: unknown): DiglotError {
  if (error instanceof DiglotError) return error;
  const failure = failureOf(error);
  const code = codeOf(failure);
  return new DiglotError(
    {
      code,
      message: `${failure.name}: ${withoutValues(failure.message)}`,
      place,
      remedy: remedies[code] ?? 'The request itself is wrong: report it with the log of the function that failed.',
    },
    { cause: error },
  );
}

/** A failed validation quotes what it was given: `Value 'Il pleut…' at 'text' failed to satisfy constraint`. */
function withoutValues(message: string): string {
  return message.replaceAll(/\bValue '.*?' at '/gsu, "Value at '");
}

function codeOf({ name, status }: ServiceFailure): ErrorCode {
  if (throttles.has(name) || status === 429) return 'Throttled';
  if (name === 'UnsupportedLanguagePairException') return 'UnsupportedLanguagePair';
  if (name.startsWith('AccessDenied') || status === 401 || status === 403) return 'AccessDenied';
  if (status !== undefined && status >= 400 && status < 500) return 'RequestRefused';
  // 5xx, and all that never got an answer: resets, time-outs, names not resolved.
  return 'ServiceFailed';
}

function failureOf(error: unknown): ServiceFailure {
  if (!(error instanceof Error)) return { name: 'Unknown', message: String(error), status: undefined };
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  return { name: error.name, message: error.message, status: statusOf(metadata) };
}

function statusOf(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
