import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** A map that outlives the process: what `put` has returned from survives `kill -9`. */
export interface Records<Value> {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
  delete(key: string): void;
  /** In no order that means anything after a restart. */
  entries(): MapIterator<[string, Value]>;
}

/** A record's file is not what `put` writes: someone else wrote it, or the disk lost it. */
export class CorruptRecord extends Error {
  override readonly name = 'CorruptRecord';
  readonly code = 'CorruptRecord';
  readonly place: string;
  readonly remedy = 'Delete that file, or the whole data folder, and start again.';

  constructor(file: string, cause: unknown) {
    super(`The record ${file} cannot be read.`, { cause });
    this.place = file;
  }
}

/**
 * Opens a folder of records, one small JSON file each, and loads them.
 *
 * Writes are synchronous on purpose: they take some 50 µs, and so the order of the files is the order of the calls. They
 * go to a temporary file that is renamed into place, so that a reader finds the old record or the new one, never half of
 * one. They are not flushed to the disk: a power cut is not a case of this cloud.
 * @param folder made if it is not there; owned by this process alone
 * @param schema of one value; what does not parse is a CorruptRecord
 * @throws CorruptRecord
 */
export function openRecords<Value>(folder: string, schema: v.GenericSchema<unknown, Value>): Records<Value> {
  mkdirSync(folder, { recursive: true });
  const values = loadAll(folder, v.object({ key: v.string(), value: schema }));
  return {
    get: key => values.get(key),
    entries: () => values.entries(),
    put(key, value) {
      const file = fileOf(folder, key);
      writeFileSync(`${file}.tmp`, JSON.stringify({ key, value }));
      renameSync(`${file}.tmp`, file);
      values.set(key, value);
    },
    delete(key) {
      rmSync(fileOf(folder, key), { force: true });
      values.delete(key);
    },
  };
}

/** Keys are any text (ARNs, names of users' files): only their hash is fit for a file name. */
function fileOf(folder: string, key: string): string {
  return join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
}

function loadAll<Value>(
  folder: string,
  schema: v.GenericSchema<unknown, { key: string; value: Value }>,
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.tmp')) {
      // A kill came between the write and the rename: `put` never returned.
      rmSync(file);
    } else if (name.endsWith('.json')) {
      const record = load(file, schema);
      values.set(record.key, record.value);
    }
  }
  return values;
}

function load<Value>(file: string, schema: v.GenericSchema<unknown, Value>): Value {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CorruptRecord(file, cause);
  }
}
