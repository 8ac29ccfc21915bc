import { fileURLToPath } from 'node:url';
import { type CliContext, Interrupted } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { failureOf, isSaid } from './failure-of.ts';
import { watchOutput } from './output.ts';
import { buildProgram } from './program.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/**
 * Runs one command.
 * @param parameters without the program's own name
 * @returns the exit code
 */
export async function main(parameters: readonly string[]): Promise<number> {
  const terminal = openTerminal(process.stdout, process.stderr);
  const leaving = new AbortController();
  let exitCode: number = exitCodes.done;
  let stopped = 'Stopped.';
  const context: CliContext = {
    terminal,
    projectFolder: fileURLToPath(new URL('..', import.meta.url)),
    signal: leaving.signal,
    endWith: code => {
      exitCode = code;
    },
    whenStopped: line => {
      stopped = line;
    },
  };
  const output = watchOutput(process.stdout, process.stderr, reason => leaving.abort(reason));
  const forget = leaveOnSignals(leaving);
  try {
    try {
      await buildProgram(context).parseAsync(parameters, { from: 'user' });
    } finally {
      // What could not be written counts for more than whatever the command has come to, --help included.
      await output.flush();
    }
    return exitCode;
  } catch (error) {
    const thrown: unknown = leaving.signal.aborted ? leaving.signal.reason : error;
    // Whoever closed the pipe has left: there is nobody to tell.
    if (thrown instanceof Interrupted && thrown.signal !== 'SIGPIPE') terminal.note(stopped);
    return exitCodeOfThrown(thrown, terminal);
  } finally {
    forget();
  }
}

function exitCodeOfThrown(thrown: unknown, terminal: Terminal): number {
  if (thrown instanceof Interrupted) return thrown.exitCode;
  if (isSaid(thrown)) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { failure, exitCode } = failureOf(thrown);
  terminal.fail(failure);
  return exitCode;
}

/** One Ctrl-C comes several times: to the whole group of processes, and from each launcher that passes it on. */
const samePressMs = 1_000;

/** The first signal ends what runs in good order; a later one at once. */
function leaveOnSignals(leaving: AbortController): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let firstMs = 0;
  const listeners = signals.map(signal => {
    const listener = () => {
      const interrupted = new Interrupted(signal);
      if (!leaving.signal.aborted) {
        firstMs = performance.now();
        leaving.abort(interrupted);
      } else if (performance.now() - firstMs > samePressMs) {
        process.exit(interrupted.exitCode);
      }
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const forget of listeners) forget();
  };
}
