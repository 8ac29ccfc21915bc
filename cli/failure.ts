/** An error as the command line tells it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly place?: string;
  readonly remedy: string;
}

export const usageCode = 'UsageError';

/** The command was given wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = usageCode;
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
