import type { Edition } from '../core/edition/schema.ts';
import { type ErrorCode, errorCatalogue } from '../core/errors.ts';

/**
 * How `diglot` ends. A signal adds 128, as shells expect: 130 for SIGINT, 143 for SIGTERM, and 141 (SIGPIPE) where whoever
 * read what is printed has left.
 */
export const exitCodes = { done: 0, usage: 2, input: 3, partial: 4, service: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Whose fault an error is; a wrong configuration is a wrong use. */
export function exitCodeOfError(code: ErrorCode): ExitCode {
  if (code === 'InvalidConfiguration') return exitCodes.usage;
  return exitCodes[errorCatalogue[code].fault];
}

export function exitCodeOfEdition({ status, error }: Edition): ExitCode {
  if (status === 'partial') return exitCodes.partial;
  if (status !== 'failed') return exitCodes.done;
  return exitCodeOfError(error?.code ?? 'Unexpected');
}

/** Of several articles the worst counts: a service's failure, then a partial edition, then bad input. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  const worstFirst = [exitCodes.service, exitCodes.partial, exitCodes.input, exitCodes.usage];
  return worstFirst.find(code => codes.includes(code)) ?? exitCodes.done;
}
