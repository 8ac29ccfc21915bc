import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { type Lane, type OpenPeer, openLane } from './lane.ts';
import { type Speech, SpeechSchema, type Utterance } from './speaker-messages.ts';

export type Speaker = Lane<Utterance, Speech>;

/** A request's 3,000 characters take about a second; one that takes longer than this hangs. */
const TIMEOUT_MS = 30_000;

/**
 * The engine is one file of compiled C, and most of the cost of a short run is V8 compiling it again. Baseline code at
 * once, and no second compiler thread: 30 % less CPU over eight minutes of speech, and 26 MB less memory (Node 24.21).
 */
const V8_FLAGS = ['--always-sparkplug', '--no-concurrent-recompilation'];

const PROGRAM = fileURLToPath(new URL('./speaker-program.ts', import.meta.url));

/**
 * Opens a way to the speaker's process, which starts with the first utterance. One process serves a local cloud: it
 * speaks some 250 times faster than it is listened to, and the next one would take as much memory again.
 * @param options.program another program than the speaker, for tests
 */
export function openSpeaker(options: { readonly timeoutMs?: number; readonly program?: string } = {}): Speaker {
  return openLane({
    name: 'speaker',
    open: openProcess(options.program ?? PROGRAM),
    parse: value => v.parse(SpeechSchema, value),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  });
}

function openProcess(program: string): OpenPeer {
  return on => {
    const child = fork(program, [], {
      serialization: 'advanced',
      execArgv: V8_FLAGS,
      // It needs none of ours: no credentials, no NODE_OPTIONS. Two arenas of malloc are enough for one thread at work.
      env: { MALLOC_ARENA_MAX: '2' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', value => on.message(value));
    child.on('error', error => on.gone(error.message));
    child.on('exit', (code, signal) => on.gone(`it ended with ${signal ?? code}`));
    return {
      post: message => {
        // A failure to send is followed by `exit`, which says it better.
        child.send(v.parse(SendableSchema, message), () => undefined);
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}

const SendableSchema = v.record(v.string(), v.union([v.string(), v.number()]));
