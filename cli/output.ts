import { Interrupted } from './context.ts';

/** The streams that a process was given to write to, with what is to happen when one cannot be written to any more. */
export interface Output {
  /** Waits until all that was printed is written. @throws what became of it instead, once */
  flush(): Promise<void>;
}

/**
 * Node ignores SIGPIPE and tells of a failed write by an event, later, which ends the process with a stack trace if
 * nobody listens. So we listen, as long as the process lives.
 *
 * A reader who leaves (`| head`) ends the command as SIGPIPE ends any other program: silently, with 141. Not with 0:
 * `run` and `correct` may be stopped half-way by it, and must not claim to be done; in a pipeline the shell looks at the
 * last program's code anyway, unless `pipefail` is set. A disk that is full is an error, to be told.
 * @param leave is called at the first of these, so that what runs ends in good order
 */
export function watchOutput(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  leave: (reason: Error) => void,
): Output {
  let failure: Error | undefined;
  const fail = (error: Error) => {
    if (failure !== undefined) return;
    failure = isClosedPipe(error) ? new Interrupted('SIGPIPE') : error;
    leave(failure);
  };
  stdout.on('error', fail);
  // Notes that a full disk loses are lost for the reader alone: the work goes on, and there is nowhere to say so.
  stderr.on('error', (error: Error) => {
    if (isClosedPipe(error)) fail(error);
  });
  return {
    async flush() {
      await new Promise<void>(resolve => {
        stdout.write('', () => resolve());
      });
      if (failure !== undefined) throw failure;
    },
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
