import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { EngineFailed, EngineUnusable, type TranslationEngine } from '../engine.ts';
import { type FirefoxModel, knownEngines } from '../known-engines.ts';
import { modelFilePath, modelIsPulled } from './model-files.ts';
import { type WorkerFiles, WorkerMessageSchema, type WorkerRequest } from './worker-contract.ts';

/** The command that fetches the model, again if it is damaged. */
export const firefoxRemedy = 'npx diglot models pull';

const NAME = 'firefox-translations';

/** The longest that one call may take: 10,000 bytes, with room for a slow machine. */
const ANSWER_TIMEOUT_MS = 120_000;

export function firefoxIsPulled(models: string, model: FirefoxModel = knownEngines.firefox): boolean {
  return modelIsPulled(models, model);
}

/**
 * Translates with a pulled Firefox Translations model, in a worker: neither its crash nor its computing stops the cloud.
 * @param models the folder of pulled models
 * @throws EngineUnusable if a file is damaged or the engine refuses it
 */
export async function startFirefox(
  models: string,
  model: FirefoxModel = knownEngines.firefox,
): Promise<TranslationEngine> {
  const files = checkedFiles(models, model);
  let session: Session | undefined = await openSession(files);
  let turn: Promise<unknown> = Promise.resolve();

  async function ask(lines: readonly string[]): Promise<string[]> {
    if (session === undefined || session.ended) session = await openSession(files);
    return session.ask(lines);
  }

  return {
    name: NAME,
    version: model.model.sha256.slice(0, 12),
    translate(lines) {
      const answer = turn.then(() => ask(lines));
      // The asker hears of a failure; whoever is next only waits for it to be over.
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: async () => session?.end('It was closed.'),
  };
}

function checkedFiles(models: string, model: FirefoxModel): WorkerFiles {
  const checked = (file: FirefoxModel['model']) => ({
    path: modelFilePath(models, model, file),
    sha256: file.sha256,
  });
  return {
    model: checked(model.model),
    vocabulary: checked(model.vocabulary),
    shortlist: checked(model.shortlist),
  };
}

async function openSession(files: WorkerFiles): Promise<Session> {
  const session = new Session(files);
  await session.ready;
  return session;
}

interface Asked {
  readonly id: number;
  readonly resolve: (lines: string[]) => void;
  readonly reject: (error: EngineFailed) => void;
}

/** One worker with a loaded model. */
class Session {
  readonly ready: Promise<void>;
  ended = false;
  readonly #worker: Worker;
  readonly #opened = Promise.withResolvers<void>();
  #asked: Asked | undefined;
  #questions = 0;

  constructor(files: WorkerFiles) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: files });
    this.#worker.on('message', (message: unknown) => this.#receive(message));
    this.#worker.once('error', cause => void this.end('It crashed.', cause));
    this.#worker.once('exit', () => void this.end('It ended by itself.'));
    this.ready = this.#opened.promise;
  }

  ask(lines: readonly string[]): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => void this.end(`It did not answer within ${ANSWER_TIMEOUT_MS} ms.`),
        ANSWER_TIMEOUT_MS,
      );
      this.#questions += 1;
      this.#asked = {
        id: this.#questions,
        resolve: answer => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: error => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const request: WorkerRequest = { id: this.#questions, lines: [...lines] };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      this.#worker.postMessage(request);
    });
  }

  async end(what: string, cause?: unknown): Promise<void> {
    if (!this.ended) {
      this.ended = true;
      const failed = new EngineFailed(NAME, `Firefox Translations failed. ${what}`, { cause });
      this.#asked?.reject(failed);
      this.#opened.reject(failed);
    }
    await this.#worker.terminate();
  }

  #receive(message: unknown): void {
    const parsed = v.safeParse(WorkerMessageSchema, message);
    if (!parsed.success) return void this.end('Its worker said what it should not.');
    const received = parsed.output;
    if (received.kind === 'ready') this.#opened.resolve();
    else if (received.kind === 'unusable') this.#refuse(received.reason);
    else if (received.id === this.#asked?.id) this.#asked.resolve(received.lines);
  }

  #refuse(reason: string): void {
    const what = `The Firefox Translations model can not be loaded: ${reason}`;
    this.#opened.reject(new EngineUnusable(NAME, what, `Fetch it again: ${firefoxRemedy}`));
    void this.end('Its model was refused.');
  }
}
