import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { type Lane, type OpenPeer, openLane, spread } from '../lane.ts';
import type { Recording } from './formats.ts';

export type Recorder = Lane<Recording, Uint8Array<ArrayBuffer>>;

const TIMEOUT_MS = 60_000;
/** Encoding costs three times what speaking does; more threads than this wait for the one speaker. */
const MAX_THREADS = 3;

/** Opens the recorders: with the speaker, as many at work as the machine has cores. Each starts when first needed. */
export function openRecorder(): Recorder {
  const threads = Math.max(1, Math.min(MAX_THREADS, availableParallelism() - 1));
  return spread(Array.from({ length: threads }, openThreadLane));
}

function openThreadLane(): Recorder {
  return openLane({
    name: 'recorder',
    open: openThread,
    parse: value => v.parse(v.instance(Uint8Array<ArrayBuffer>), value),
    timeoutMs: TIMEOUT_MS,
  });
}

const openThread: OpenPeer = on => {
  const worker = new Worker(new URL('./recorder-thread.ts', import.meta.url), { execArgv: [] });
  worker.on('message', value => on.message(value));
  worker.on('error', error => on.gone(String(error)));
  worker.on('exit', code => on.gone(`it ended with ${code}`));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    post: message => worker.postMessage(message),
    kill: () => void worker.terminate(),
  };
};
