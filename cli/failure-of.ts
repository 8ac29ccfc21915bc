import { CommanderError } from 'commander';
import { DiglotError } from '../core/errors.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-codes.ts';
import { type Failure, UsageError } from './failure.ts';
import { serviceFailure } from './service-failure.ts';

/** Whatever was thrown, with what to do about it and how to end. */
export function failureOf(thrown: unknown): { readonly failure: Failure; readonly exitCode: ExitCode } {
  if (thrown instanceof UsageError) {
    return {
      failure: { code: thrown.name, message: thrown.message, remedy: thrown.remedy },
      exitCode: exitCodes.usage,
    };
  }
  if (thrown instanceof DiglotError) return { failure: thrown.report, exitCode: exitCodeOfError(thrown.code) };
  const failure = serviceFailure(thrown) ?? ownFailure(thrown) ?? systemFailure(thrown) ?? unexpected(thrown);
  return { failure, exitCode: exitCodes.service };
}

/** Whether commander has said all there is to say; `--help` and `--version` end that way too. */
export function isSaid(thrown: unknown): thrown is CommanderError {
  return thrown instanceof CommanderError;
}

/** The local cloud's errors: each carries a code and a remedy, and ends its message with the latter. */
function ownFailure(thrown: unknown): Failure | undefined {
  if (!(thrown instanceof Error) || !('remedy' in thrown) || typeof thrown.remedy !== 'string') return undefined;
  const code = 'code' in thrown ? String(thrown.code) : thrown.name;
  return { code, message: thrown.message.replace(thrown.remedy, '').trim(), remedy: thrown.remedy };
}

/** Errors of the operating system: no space, no permission, no such folder. */
function systemFailure(thrown: unknown): Failure | undefined {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return undefined;
  const remedies: Readonly<Record<string, string>> = {
    ENOSPC: 'Free some space on that disk, then run the command again.',
    EACCES: 'Give yourself the permission, or choose another folder.',
    EROFS: 'Choose a folder that can be written to.',
    ENOTDIR: 'Choose another folder: a part of this path is a file.',
    EEXIST: 'Choose another folder: a file of that name is there.',
  };
  const code = String(thrown.code);
  const place = 'path' in thrown && typeof thrown.path === 'string' ? { place: thrown.path } : {};
  const message = thrown.message.replace(`${code}: `, '');
  return { code, message, ...place, remedy: remedies[code] ?? 'Run: npx diglot doctor' };
}

function unexpected(thrown: unknown): Failure {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'Unexpected', message, remedy: 'This is a defect of Diglot: report it with the lines above.' };
}
