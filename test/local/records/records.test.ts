import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CorruptRecord, openRecords } from '../../../local/records/records.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'diglot-records-'));

describe('records', () => {
  it('come back as they were put, under any key, when the folder is opened again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), entries => {
        const folder = newFolder();
        const records = openRecords(folder, v.string());
        for (const [key, value] of Object.entries(entries)) records.put(key, value);
        expect(new Map(openRecords(folder, v.string()).entries())).toEqual(new Map(Object.entries(entries)));
      }),
      { numRuns: 30 },
    );
  });

  it('are replaced by a second put and gone after a delete, once and for all', () => {
    const folder = newFolder();
    const records = openRecords(folder, v.number());
    records.put('kept', 1);
    records.put('kept', 2);
    records.put('gone', 3);
    records.delete('gone');
    records.delete('never there');
    expect([...openRecords(folder, v.number()).entries()]).toEqual([['kept', 2]]);
  });

  it('never leave their folder, whatever the key', () => {
    const folder = newFolder();
    openRecords(folder, v.number()).put('../../outside', 1);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^[\da-f]{64}\.json$/)]);
  });

  it('forget what a kill left half written', () => {
    const folder = newFolder();
    openRecords(folder, v.number()).put('whole', 1);
    writeFileSync(join(folder, 'half.json.tmp'), '{"key":"ha');
    expect([...openRecords(folder, v.number()).entries()]).toEqual([['whole', 1]]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it.each([['{"key":'], ['{"key":"k","value":"text"}'], ['[]']])('say which file is not one of theirs: %s', text => {
    const folder = newFolder();
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    expect(() => openRecords(folder, v.number())).toThrow(CorruptRecord);
    expect(() => openRecords(folder, v.number())).toThrow(file);
  });
});
