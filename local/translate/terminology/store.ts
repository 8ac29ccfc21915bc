import * as v from 'valibot';
import { readTerminology } from '../../../core/terminology/read-terminology.ts';
import {
  type Directionality,
  directionalities,
  type Term,
  type TermList,
  terminologyFormats,
  termsFor,
} from '../../../core/terminology/terminology.ts';
import { openRecords } from '../../records/records.ts';

const StoredSchema = v.object({
  name: v.string(),
  description: v.exactOptional(v.string()),
  format: v.picklist(terminologyFormats),
  directionality: v.exactOptional(v.picklist(directionalities)),
  /** Base64. */
  file: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
});

/** A terminology as it was imported. */
export type StoredTerminology = v.InferOutput<typeof StoredSchema>;

/** The terminologies of the account. What was imported survives `kill -9`. */
export interface TerminologyStore {
  find(name: string): StoredTerminology | undefined;
  /** By name. */
  list(): StoredTerminology[];
  /** Overwrites one of the same name. @throws DiglotError InvalidTerminology; nothing is stored then */
  put(terminology: Omit<StoredTerminology, 'createdAtMs' | 'updatedAtMs'>): StoredTerminology;
  delete(name: string): void;
  /** What the file says, parsed once. */
  termList(terminology: StoredTerminology): TermList;
  terms(terminology: StoredTerminology, from: string, to: string): Term[];
}

/** @param folder made if it is not there */
export function openTerminologies(folder: string, now: () => Date): TerminologyStore {
  const records = openRecords(folder, StoredSchema);
  const parsed = new WeakMap<StoredTerminology, TermList>();

  const termList = (terminology: StoredTerminology): TermList => {
    const list = parsed.get(terminology) ?? readTerminology(fileOf(terminology), terminology.format);
    parsed.set(terminology, list);
    return list;
  };

  return {
    find: name => records.get(name),
    list: () => [...records.entries()].map(([, one]) => one).sort((a, b) => (a.name < b.name ? -1 : 1)),
    put(terminology) {
      const nowMs = now().getTime();
      const before = records.get(terminology.name);
      // Its version must change even if two imports come within one millisecond.
      const updatedAtMs = Math.max(nowMs, (before?.updatedAtMs ?? 0) + 1);
      const stored = { ...terminology, createdAtMs: before?.createdAtMs ?? nowMs, updatedAtMs };
      termList(stored);
      records.put(terminology.name, stored);
      return stored;
    },
    delete: name => records.delete(name),
    termList,
    terms: (terminology, from, to) => termsFor(termList(terminology), directionalityOf(terminology), from, to),
  };
}

export function fileOf({ file }: StoredTerminology): Buffer {
  return Buffer.from(file, 'base64');
}

/** One that was imported without a directionality behaves as uni-directional. */
function directionalityOf({ directionality }: StoredTerminology): Directionality {
  return directionality ?? 'UNI';
}
