import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import * as v from 'valibot';
import { type JournalRecord, JournalRecordSchema } from './record.ts';

/** The journal holds a line, before its end, that nobody wrote. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
  readonly code = 'JournalDamaged';

  constructor(path: string, line: number, cause: unknown) {
    const remedy = 'Restore the file from a copy, or move its folder away to begin anew.';
    super(`Line ${line} of ${path} is damaged. ${remedy}`, { cause });
  }
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An append-only file of records, one JSON line each. A record counts once its `append` resolved: it is then with the
 * operating system and survives the death of this process (not a power cut: nothing is synced to the disk).
 */
export class Journal {
  readonly #file: FileHandle;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens a journal for appending. */
  static async open(path: string): Promise<Journal> {
    return new Journal(await open(path, 'a'));
  }

  /**
   * Adds one record. Those that come while the file is being written go together in one write.
   * @throws the system's error; from then on each append throws, as the file may end in half a line
   */
  append(record: JournalRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: `${JSON.stringify(record)}\n`, resolve, reject });
      this.#writing ??= this.#writeWaiting();
    });
  }

  /** Writes what waits, then closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken !== undefined) throw this.#broken;
        await this.#file.appendFile(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#broken = error;
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }
}

/**
 * Reads all records of a journal; a missing file has none. Half a line at the end is what a kill left of a record that was
 * never acknowledged: it is left out.
 * @throws JournalDamaged if any other line is none of ours
 */
export async function* readJournal(path: string): AsyncGenerator<JournalRecord> {
  let number = 0;
  for await (const line of completeLines(path)) {
    number += 1;
    yield parseLine(line, path, number);
  }
}

/** Replaces a journal, all at once, by one that holds these records only. */
export async function rewriteJournal(path: string, records: Iterable<JournalRecord>): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w');
  try {
    for (const lines of inBatches(records)) await file.appendFile(lines);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

function parseLine(line: string, path: string, number: number): JournalRecord {
  try {
    return v.parse(JournalRecordSchema, JSON.parse(line));
  } catch (error) {
    throw new JournalDamaged(path, number, error);
  }
}

async function* completeLines(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytesOf(path)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
      yield rest.toString('utf8', start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function* inBatches(records: Iterable<JournalRecord>): Generator<string> {
  let lines = '';
  for (const record of records) {
    lines += `${JSON.stringify(record)}\n`;
    if (lines.length < 1 << 20) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
