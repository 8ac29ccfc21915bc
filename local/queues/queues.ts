import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import { openRecords } from '../records/records.ts';
import { Unsupported } from '../unsupported.ts';
import { MessageSchema } from './message.ts';
import { parseQueueProperties } from './properties.ts';
import { Queue } from './queue.ts';

/** The account that this cloud is. */
export const localAccountId = '000000000000';

/** All queues of the stack. */
export interface Queues {
  byName(name: string): Queue | undefined;
  byArn(arn: string): Queue | undefined;
  /** By the path of its URL: the host and port are this machine's, and change with every start. */
  byUrl(url: string): Queue | undefined;
  all(): Queue[];
  /** Ends every wait and timer; what is kept stays kept. */
  close(): void;
}

export interface QueuesOptions {
  /** Where the messages are kept; made if it is not there. */
  readonly folder: string;
  readonly region: string;
  /** `properties`: of an AWS::SQS::Queue, with all references resolved. */
  readonly queues: ReadonlyArray<{ readonly name: string; readonly properties: unknown }>;
  readonly clock?: Clock;
}

/** The ARN that a queue of this name has. */
export function queueArn(name: string, region: string): string {
  return `arn:aws:sqs:${region}:${localAccountId}:${name}`;
}

/** The URL that a queue of this name has. @param endpoint of the service, without a trailing slash */
export function queueUrl(name: string, endpoint: string): string {
  return `${endpoint}/${localAccountId}/${name}`;
}

/**
 * Opens the queues of a stack on what was kept of them.
 * @throws Unsupported naming the queue whose properties are unknown, or whose dead letters go nowhere
 */
export function createQueues(options: QueuesOptions): Queues {
  const byName = new Map<string, Queue>();
  const byArn = new Map<string, Queue>();
  for (const { name, properties } of options.queues) {
    const settings = parseQueueProperties(name, queueArn(name, options.region), properties);
    const records = openRecords(join(options.folder, folderOf(name)), MessageSchema);
    const deadLetters = () => (settings.redrive ? byArn.get(settings.redrive.deadLetterTargetArn) : undefined);
    const queue = new Queue({ settings, records, deadLetters, clock: options.clock ?? systemClock });
    byName.set(name, queue);
    byArn.set(settings.arn, queue);
  }
  for (const queue of byName.values()) checkDeadLetters(queue, byArn);
  return {
    byName: name => byName.get(name),
    byArn: arn => byArn.get(arn),
    byUrl: url => byName.get(new RegExp(`/${localAccountId}/([\\w-]+)$`).exec(url)?.[1] ?? ''),
    all: () => [...byName.values()],
    close() {
      for (const queue of byName.values()) queue.close();
    },
  };
}

function checkDeadLetters({ settings }: Queue, byArn: ReadonlyMap<string, Queue>): void {
  if (settings.redrive === undefined || byArn.has(settings.redrive.deadLetterTargetArn)) return;
  throw new Unsupported({
    place: `Queue ${settings.name}, RedrivePolicy`,
    message: `There is no queue ${settings.redrive.deadLetterTargetArn}.`,
    remedy: 'Name a queue of this stack.',
  });
}

/** Names that differ by case alone must not share a folder on a file system that ignores it. */
function folderOf(name: string): string {
  return `${name.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
