import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Bodies } from './bodies.ts';
import { Catalogue } from './catalogue.ts';
import type { ObjectEvent } from './event.ts';
import { Journal, readJournal, rewriteJournal } from './journal.ts';
import { KeyedLock } from './keyed-lock.ts';
import { Outbox } from './outbox.ts';
import type { JournalRecord } from './record.ts';
import { Sequencer } from './sequencer.ts';

/** What a ledger needs of its surroundings. */
export interface LedgerOptions {
  /** Its own alone: no two processes may open one folder. */
  readonly folder: string;
  readonly region: string;
  readonly now: () => Date;
  readonly deliver: (event: ObjectEvent) => Promise<void>;
  /** Told of faults that no caller waits for: a failed delivery, a body that could not be deleted. */
  readonly onFault: (error: unknown) => void;
}

/**
 * All that the S3 of the local cloud knows, on disk and in memory: bodies as files, everything else as records of one journal.
 * The order of a change: body renamed into place, record in the journal, record in the catalogue, event on its way.
 */
export class Ledger {
  readonly bodies: Bodies;
  readonly catalogue: Catalogue;
  readonly sequencer: Sequencer;
  readonly region: string;
  readonly now: () => Date;
  /** One change at a time for each `bucket/key`. */
  readonly locks = new KeyedLock();
  readonly #journal: Journal;
  readonly #outbox: Outbox;
  readonly #onFault: (error: unknown) => void;

  private constructor(options: LedgerOptions, bodies: Bodies, journal: Journal, past: Past) {
    this.bodies = bodies;
    this.catalogue = past.catalogue;
    this.sequencer = past.sequencer;
    this.region = options.region;
    this.now = options.now;
    this.#journal = journal;
    this.#onFault = options.onFault;
    this.#outbox = new Outbox({
      deliver: options.deliver,
      markDelivered: eventId => journal.append({ type: 'delivered', eventId }),
      onFailure: options.onFault,
    });
    for (const event of past.undelivered.values()) this.#outbox.add(event);
  }

  /**
   * Opens a folder: reads its journal, rewrites it without what is over, and deletes bodies that nothing owns.
   * @throws JournalDamaged, or the system's error
   */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const path = join(options.folder, 'journal.ndjson');
    await mkdir(options.folder, { recursive: true });
    const bodies = await Bodies.open(options.folder);
    const past = await readPast(path);
    await rewriteJournal(path, pastRecords(past));
    await bodies.sweep(new Set(past.catalogue.bodyFiles()));
    return new Ledger(options, bodies, await Journal.open(path), past);
  }

  /** Begins to deliver the events that an earlier process left. */
  start(): void {
    this.#outbox.start();
  }

  /** Makes a change lasting, then visible; with its event, if it has one. */
  async commit(record: JournalRecord): Promise<void> {
    await this.#journal.append(record);
    this.catalogue.apply(record);
    if ((record.type === 'put' || record.type === 'remove') && record.event) this.#outbox.send(record.event);
  }

  /** Deletes bodies that no record names any more; what cannot be deleted now is swept at the next start. */
  async removeBodies(bodyFiles: Iterable<string>): Promise<void> {
    for (const bodyFile of bodyFiles) {
      if (bodyFile !== '') await this.bodies.remove(bodyFile).catch(this.#onFault);
    }
  }

  /** Stops deliveries and closes the journal; what is on disk stays as it is. */
  async close(): Promise<void> {
    this.#outbox.close();
    await this.#journal.close();
  }
}

/** What a journal adds up to. */
interface Past {
  readonly catalogue: Catalogue;
  readonly sequencer: Sequencer;
  readonly undelivered: Map<string, ObjectEvent>;
}

async function readPast(path: string): Promise<Past> {
  const past: Past = { catalogue: new Catalogue(), sequencer: new Sequencer(), undelivered: new Map() };
  for await (const record of readJournal(path)) {
    past.catalogue.apply(record);
    if (record.type === 'sequencer') past.sequencer.observe(record.last);
    if (record.type === 'put') past.sequencer.observe(record.version.sequencer);
    if (record.type === 'part') past.sequencer.observe(record.part.sequencer);
    if (record.type === 'delivered') past.undelivered.delete(record.eventId);
    const event = 'event' in record ? record.event : undefined;
    if (event === undefined) continue;
    past.undelivered.set(event.id, event);
    past.sequencer.observe(event.detail.object.sequencer);
  }
  return past;
}

function* pastRecords({ catalogue, sequencer, undelivered }: Past): Generator<JournalRecord> {
  yield { type: 'sequencer', last: sequencer.last };
  yield* catalogue.records();
  for (const event of undelivered.values()) yield { type: 'undelivered', event };
}
