import { maxPayloadBytes } from './template.ts';

/** The errors of Step Functions' API that this cloud answers, by their names. */
export type ExecutionErrorCode =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'StateMachineDoesNotExist';

export class ExecutionError extends Error {
  override readonly name = 'ExecutionError';
  readonly code: ExecutionErrorCode;

  constructor(code: ExecutionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const EXECUTION_NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]{1,80}$/u;

/** @throws ExecutionError InvalidName */
export function checkExecutionName(name: string): void {
  if (EXECUTION_NAME.test(name)) return;
  throw new ExecutionError(
    'InvalidName',
    `Invalid Name: '${name}'. Use 1 to 80 characters without spaces, brackets or :/*?.`,
  );
}

/** @throws ExecutionError InvalidExecutionInput */
export function checkInput(input: string): void {
  const fault = jsonFault(input);
  if (fault !== undefined)
    throw new ExecutionError('InvalidExecutionInput', `Invalid State Machine Execution Input: ${fault}`);
}

/**
 * Reads the output that a task reports.
 * @throws ExecutionError InvalidOutput
 */
export function parseOutput(output: string): unknown {
  const fault = jsonFault(output);
  if (fault !== undefined) throw new ExecutionError('InvalidOutput', `Invalid Output: ${fault}`);
  return JSON.parse(output);
}

function jsonFault(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxPayloadBytes) return `${bytes} bytes; at most ${maxPayloadBytes} are taken.`;
  try {
    JSON.parse(text);
    return undefined;
  } catch (cause) {
    return String(cause);
  }
}
