import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Queue } from '../../../local/queues/queue.ts';
import { createQueues, type Queues, queueArn } from '../../../local/queues/queues.ts';
import { type ManualClock, manualClock } from '../manual-clock.ts';

export const region = 'eu-west-3';

export interface QueueFixture {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly queues: Queues;
  readonly work: Queue;
  readonly dead: Queue;
}

/** A queue `work` with dead letters after three receives and a visibility timeout of 30 s, on a clock that stands still. */
export function openQueues(
  folder = mkdtempSync(join(tmpdir(), 'diglot-queues-')),
  properties: object = {},
): QueueFixture {
  const clock = manualClock();
  const redrive = { deadLetterTargetArn: queueArn('dead', region), maxReceiveCount: 3 };
  const queues = createQueues({
    folder,
    region,
    clock,
    queues: [
      { name: 'work', properties: { VisibilityTimeout: 30, RedrivePolicy: redrive, ...properties } },
      { name: 'dead', properties: {} },
    ],
  });
  return { folder, clock, queues, work: present(queues.byName('work')), dead: present(queues.byName('dead')) };
}

export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The value is not there.');
  return value;
}

/** Receives one message without waiting. */
export async function receiveOne(queue: Queue) {
  const [received] = await queue.receive(1, { waitMs: 0 });
  return received;
}
