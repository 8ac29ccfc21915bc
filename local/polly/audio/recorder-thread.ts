/** The recorder: a thread that resamples and encodes, so that the local cloud answers while it works. */
import { parentPort } from 'node:worker_threads';
import * as v from 'valibot';
import { encode } from './encode.ts';
import { RecordingSchema } from './formats.ts';

const port = parentPort;
if (port === null) throw new Error('The recorder runs in a worker thread only.');

port.on('message', (message: unknown) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void answer(message).then(reply => port.postMessage(reply));
});

async function answer(message: unknown): Promise<unknown> {
  try {
    return { value: await encode(v.parse(RecordingSchema, message)) };
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
