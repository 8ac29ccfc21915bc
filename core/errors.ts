/**
 * What can go wrong, by name. The state machine's retries, the queues' redelivery, the exit codes of the command line
 * and the table in docs/errors.md all derive from this catalogue.
 *
 * `fault`: whose move it is. `input`: the uploader's; refused before a paid call. `service`: a service's, or the
 * configuration's. `retryable`: the same call may succeed later; everything else is terminal at once.
 */
export const errorCatalogue = {
  EmptyArticle: { fault: 'input', retryable: false },
  NotText: { fault: 'input', retryable: false },
  UnsupportedFormat: { fault: 'input', retryable: false },
  ArticleTooLarge: { fault: 'input', retryable: false },
  ArticleTooLong: { fault: 'input', retryable: false },
  LanguageMismatch: { fault: 'input', retryable: false },
  SourceGone: { fault: 'input', retryable: false },
  InvalidMemory: { fault: 'input', retryable: false },
  UnsupportedLanguagePair: { fault: 'service', retryable: false },
  RequestRefused: { fault: 'service', retryable: false },
  AccessDenied: { fault: 'service', retryable: false },
  TranslationMisaligned: { fault: 'service', retryable: false },
  ClipRejected: { fault: 'service', retryable: true },
  Throttled: { fault: 'service', retryable: true },
  ServiceFailed: { fault: 'service', retryable: true },
  WriteContended: { fault: 'service', retryable: true },
  InvalidDocument: { fault: 'service', retryable: false },
  InvalidEnvironment: { fault: 'service', retryable: false },
  InvalidConfiguration: { fault: 'input', retryable: false },
  ParagraphsFailed: { fault: 'service', retryable: false },
  Unexpected: { fault: 'service', retryable: false },
} as const satisfies Record<string, { fault: 'input' | 'service'; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(errorCatalogue, name);
}

/** The codes that may succeed when the same call is made again; what Retry lists in the state machine are made of. */
export const retryableCodes: readonly ErrorCode[] = Object.keys(errorCatalogue)
  .filter(isErrorCode)
  .filter(code => errorCatalogue[code].retryable);

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

  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
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
