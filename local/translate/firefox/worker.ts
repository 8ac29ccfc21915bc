import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
// CommonJS: its names can only be reached through the default import.
import fxtranslate from 'fxtranslate';
import * as v from 'valibot';
import {
  type CheckedFile,
  type WorkerFiles,
  WorkerFilesSchema,
  type WorkerMessage,
  WorkerRequestSchema,
} from './worker-contract.ts';

type Translator = InstanceType<typeof fxtranslate.Translator>;

function post(message: WorkerMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(message);
}

function load(files: WorkerFiles): Translator {
  const vocabulary = readChecked(files.vocabulary);
  return new fxtranslate.Translator(
    readChecked(files.model),
    vocabulary, // French and English share one.
    vocabulary,
    readChecked(files.shortlist),
  );
}

function readChecked(file: CheckedFile): Uint8Array {
  const bytes = readFileSync(file.path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === file.sha256) return bytes;
  throw new Error(`${path.basename(file.path)} is damaged: its SHA-256 is ${sha256}, not ${file.sha256}.`);
}

function serve(translator: Translator): void {
  parentPort?.on('message', (message: unknown) => {
    const { id, lines } = v.parse(WorkerRequestSchema, message);
    // What it throws ends this worker, on purpose: a WebAssembly module that has panicked must not be used again.
    post({ kind: 'translated', id, lines: lines.map(line => translator.translate_long(line)) });
  });
  post({ kind: 'ready' });
}

try {
  serve(load(v.parse(WorkerFilesSchema, workerData)));
} catch (error) {
  // The binding throws plain strings as well as errors.
  post({ kind: 'unusable', reason: error instanceof Error ? error.message : String(error) });
}
