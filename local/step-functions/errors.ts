/** The definition of a state machine that AWS, or this cloud, would not take. Found at load, before anything runs. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
  readonly code = 'InvalidDefinition';
  /** The state's name and the field. */
  readonly place: string;
  readonly remedy: string;

  constructor(report: { readonly place: string; readonly message: string; readonly remedy: string }) {
    super(`${report.place}: ${report.message} ${report.remedy}`);
    this.place = report.place;
    this.remedy = report.remedy;
  }
}

/** An error inside an execution: what Retry and Catch match on. */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** `States.Timeout`, or a name of the workflow's own. Undefined only after a Fail state that gives none. */
  readonly error: string | undefined;
  /** For people, or JSON text in which Lambda and tasks say more. */
  readonly causeText: string | undefined;

  constructor(error: string | undefined, causeText?: string) {
    super(`${error ?? 'no error'}: ${causeText ?? 'no cause'}`);
    this.error = error;
    this.causeText = causeText;
  }

  /** As `$states.errorOutput` has it. */
  get output(): { Error?: string; Cause?: string } {
    return {
      ...(this.error === undefined ? {} : { Error: this.error }),
      ...(this.causeText === undefined ? {} : { Cause: this.causeText }),
    };
  }
}

/** Errors that end an execution whatever Retry and Catch say. */
const terminalErrors: ReadonlySet<string | undefined> = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Any thrown value as an error of the workflow; what no integration named is a task that failed. */
export function toStateError(thrown: unknown): StateError {
  if (thrown instanceof StateError) return thrown;
  return new StateError(
    'States.TaskFailed',
    thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  );
}

/**
 * Whether ErrorEquals covers an error. `States.ALL` does not cover the terminal ones; `States.TaskFailed` covers all but
 * time-outs; `States.Timeout` covers a missed heartbeat too.
 * @see AWS Step Functions, "Handling errors in Step Functions workflows"
 */
export function matchesError(errorEquals: readonly string[], { error }: StateError): boolean {
  if (terminalErrors.has(error)) return false;
  return errorEquals.some(name => {
    if (name === 'States.ALL' || name === error) return true;
    if (name === 'States.TaskFailed') return error !== 'States.Timeout';
    return name === 'States.Timeout' && error === 'States.HeartbeatTimeout';
  });
}
