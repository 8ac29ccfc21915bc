/**
 * What can go wrong, by name. The state machine's retries, the queues' redelivery and the exit codes of the command line
 * derive from this catalogue.
 *
 * `fault`: whose move it is. `input`: the uploader's; refused before a paid call. `service`: a service's, or the
 * configuration's.
 * `attempts`: how often the same call is made before it counts as failed. 1 is terminal at once. Throttles are patient,
 * because a paced queue drains; a service that fails five times in a row will not be saved by a sixth.
 */
export const errorCatalogue = {
  EmptyArticle: { fault: 'input', attempts: 1 },
  NotText: { fault: 'input', attempts: 1 },
  UnsupportedFormat: { fault: 'input', attempts: 1 },
  ArticleTooLarge: { fault: 'input', attempts: 1 },
  ArticleTooLong: { fault: 'input', attempts: 1 },
  QuoteTooHigh: { fault: 'input', attempts: 1 },
  LanguageMismatch: { fault: 'input', attempts: 1 },
  SourceGone: { fault: 'input', attempts: 1 },
  InvalidMemory: { fault: 'input', attempts: 1 },
  InvalidTerminology: { fault: 'input', attempts: 1 },
  UnsupportedLanguagePair: { fault: 'service', attempts: 1 },
  RequestRefused: { fault: 'service', attempts: 1 },
  AccessDenied: { fault: 'service', attempts: 1 },
  TranslationMisaligned: { fault: 'service', attempts: 1 },
  ClipRejected: { fault: 'service', attempts: 2 },
  Throttled: { fault: 'service', attempts: 20 },
  ServiceFailed: { fault: 'service', attempts: 5 },
  WriteContended: { fault: 'service', attempts: 5 },
  BeingMade: { fault: 'service', attempts: 20 },
  InvalidDocument: { fault: 'service', attempts: 1 },
  InvalidEnvironment: { fault: 'service', attempts: 1 },
  InvalidConfiguration: { fault: 'input', attempts: 1 },
  ParagraphsFailed: { fault: 'service', attempts: 1 },
  Unexpected: { fault: 'service', attempts: 1 },
} as const satisfies Record<string, { fault: 'input' | 'service'; attempts: number }>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(errorCatalogue, name);
}

/** The codes that may succeed when the same call is made again; what Retry lists in the state machine are made of. */
export const retryableCodes: readonly ErrorCode[] = Object.keys(errorCatalogue)
  .filter(isErrorCode)
  .filter(code => errorCatalogue[code].attempts > 1);

/** The most attempts that any error is worth; after these a message is a dead letter. */
export const maxAttempts = Math.max(...Object.values(errorCatalogue).map(({ attempts }) => attempts));

/** An error as it travels: between functions, in `edition.json`, on the command line. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** One sentence: what was wrong, with the numbers. Never text of the article. */
  readonly message: string;
  /** Where: the object's key, a paragraph's number, an offset. */
  readonly place?: string;
  /** One sentence: what the reader can do about it. */
  readonly remedy: string;
}

/** The one base of all documented errors. Its `name` is its code, so that Step Functions matches on it. */
export class DiglotError extends Error {
  readonly code: ErrorCode;
  readonly place: string | undefined;
  readonly remedy: string;

  constructor(report: ErrorReport, options?: { readonly cause?: unknown }) {
    super(report.message, options);
    this.name = report.code;
    this.code = report.code;
    this.place = report.place;
    this.remedy = report.remedy;
  }

  /** How often the call that threw this is to be made, this time included. */
  get attempts(): number {
    return errorCatalogue[this.code].attempts;
  }

  get retryable(): boolean {
    return this.attempts > 1;
  }

  get report(): ErrorReport {
    return {
      code: this.code,
      message: this.message,
      ...(this.place === undefined ? {} : { place: this.place }),
      remedy: this.remedy,
    };
  }
}

/**
 * Any thrown value as a documented error; what is not one of ours becomes `Unexpected`, with the original as cause.
 */
export function toDiglotError(thrown: unknown): DiglotError {
  if (thrown instanceof DiglotError) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new DiglotError(
    {
      code: 'Unexpected',
      message,
      remedy: 'This is a defect of Diglot: report it with the log of the function that failed.',
    },
    { cause: thrown },
  );
}
