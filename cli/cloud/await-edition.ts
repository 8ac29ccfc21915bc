import { setTimeout as sleep } from 'node:timers/promises';
import type { Edition } from '../../core/edition/schema.ts';
import { DiglotError } from '../../core/errors.ts';
import type { ProgressState } from '../progress-board.ts';
import { countClips, readEdition } from './editions.ts';
import type { Target } from './target.ts';
import { currentVersion, type UploadedArticle } from './upload.ts';

/** Longer than anything in the pipeline keeps silent: its longest time-out is that of one step. */
const patienceMs = 30 * 60_000;

export interface Waiting {
  readonly signal: AbortSignal;
  readonly onProgress: (state: ProgressState) => void;
}

/** How an upload ended. */
export interface Awaited {
  readonly edition: Edition;
  /** A later upload of the same key came in between; the edition is that one's. */
  readonly isSuperseded: boolean;
}

/**
 * Waits until the edition of an upload is complete, partial or failed.
 * @throws DiglotError ServiceFailed after half an hour without any progress; the signal's reason; errors of the SDK
 */
export async function awaitEdition(target: Target, upload: UploadedArticle, waiting: Waiting): Promise<Awaited> {
  let last = '';
  let lastChange = performance.now();
  for (;;) {
    const edition = await readEdition(target, upload.articleId);
    const ended = edition === undefined ? undefined : await endOf(target, upload, edition);
    if (ended !== undefined) return ended;
    const state = await progressOf(target, upload, edition);
    waiting.onProgress(state);
    if (state.text !== last) lastChange = performance.now();
    else if (performance.now() - lastChange > patienceMs) throw stalled(upload, state.text);
    last = state.text;
    await sleep(target.pollMs, undefined, { signal: waiting.signal });
  }
}

async function endOf(target: Target, upload: UploadedArticle, edition: Edition): Promise<Awaited | undefined> {
  if (edition.status === 'narrating') return undefined;
  const { versionId } = edition.article.source;
  if (versionId === upload.versionId) return { edition, isSuperseded: false };
  // An older upload's edition is passed over; it is a newer one's only if the key has moved on.
  const isSuperseded = (await currentVersion(target, upload.key)) === versionId;
  return isSuperseded ? { edition, isSuperseded } : undefined;
}

async function progressOf(
  target: Target,
  upload: UploadedArticle,
  edition: Edition | undefined,
): Promise<ProgressState> {
  if (edition?.article.source.versionId !== upload.versionId) return { text: 'reading' };
  const { done, total } = await countClips(target, edition);
  if (done === total) return { text: 'publishing' };
  return { text: `${done} of ${total} clips`, share: done / total };
}

function stalled({ key }: UploadedArticle, state: string): DiglotError {
  return new DiglotError({
    code: 'ServiceFailed',
    message: `Nothing has happened for ${patienceMs / 60_000} minutes; the last was: ${state}.`,
    place: key,
    remedy: 'Look at the execution in Step Functions and at the dead-letter queues; what was made already is kept.',
  });
}
