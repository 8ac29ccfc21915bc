import { EngineFailed, EngineUnusable } from './engine.ts';

/** An error as Amazon Translate answers it in AWS JSON 1.1. */
export class TranslateError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Members of the error's shape beside its message. */
  readonly members: Readonly<Record<string, string>>;

  constructor(name: keyof typeof STATUS, message: string, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = STATUS[name];
    this.members = members;
  }
}

/** Names and HTTP statuses as in the service's model, then those common to all JSON services of AWS. */
const STATUS = {
  DetectedLanguageLowConfidenceException: 400,
  InternalServerException: 500,
  InvalidRequestException: 400,
  ResourceNotFoundException: 404,
  ServiceUnavailableException: 503,
  TextSizeLimitExceededException: 400,
  UnsupportedLanguagePairException: 400,
  AccessDeniedException: 400,
  SerializationException: 400,
  UnknownOperationException: 400,
} as const;

/** What goes over the wire for an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/**
 * Any error of this service in AWS JSON 1.1. An engine that can work again with the next call is an
 * InternalServerException, one that needs the user's hand a ServiceUnavailableException; the SDK retries both.
 */
export function errorAnswer(error: unknown): ErrorAnswer {
  const known = asTranslateError(error);
  return { status: known.status, body: { __type: known.name, Message: known.message, ...known.members } };
}

function asTranslateError(error: unknown): TranslateError {
  if (error instanceof TranslateError) return error;
  if (error instanceof EngineUnusable) return new TranslateError('ServiceUnavailableException', error.message);
  if (error instanceof EngineFailed) return new TranslateError('InternalServerException', error.message);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new TranslateError('InternalServerException', `This is a defect of the local Translate: report it. ${what}`);
}
