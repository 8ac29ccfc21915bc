/** An error in Polly's own words; a client gets `type` as the exception's name. */
export class PollyError extends Error {
  override readonly name = 'PollyError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, options: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.type = type;
    this.status = options.status ?? 400;
  }
}

/** A member of the request that breaks its constraint, as AWS words it. */
export function validationError(message: string): PollyError {
  return new PollyError('ValidationException', message);
}

/** `1 validation error detected: Value 'x' at 'voiceId' failed to satisfy constraint: …` */
export function constraintError(value: string, member: string, constraint: string): PollyError {
  const at = `Value '${value}' at '${member}' failed to satisfy constraint`;
  return validationError(`1 validation error detected: ${at}: ${constraint}`);
}

export function notInEnum(value: string, member: string, allowed: readonly string[]): PollyError {
  return constraintError(value, member, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
}

/** @param place where in the text, for the developer who reads it; Polly says only the first half */
export function invalidSsml(place: string): PollyError {
  return new PollyError('InvalidSsmlException', `Invalid SSML request: ${place}`);
}

/** The speaker or the recorder failed; the same request may succeed when made again. */
export function serviceFailure(message: string, cause?: unknown): PollyError {
  return new PollyError('ServiceFailureException', message, { status: 500, cause });
}
