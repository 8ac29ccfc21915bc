import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { leaseMs } from '../../core/lease.ts';
import { paidOnce } from '../../core/paid-once.ts';
import { memoryLibrary } from '../support/memory-library.ts';

const schema = v.object({ made: v.string() });

function request(library: ReturnType<typeof memoryLibrary>, holder: string, paid: string[]) {
  return {
    hash: 'ab',
    key: 'clips/ab.json',
    schema,
    holder,
    make: async () => {
      paid.push(holder);
      const record = { made: holder };
      await library.writeJson('clips/ab.json', record);
      return record;
    },
  };
}

describe('paidOnce', () => {
  it('takes what is there without paying', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    await paidOnce(library, () => 0, request(library, 'first', paid));
    expect(await paidOnce(library, () => 0, request(library, 'second', paid))).toEqual({ made: 'first' });
    expect(paid).toEqual(['first']);
  });

  it('lets one of 20 racing tasks pay and sends the others back', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    const racers = Array.from({ length: 20 }, (_, index) => request(library, `task ${index}`, paid));
    const outcomes = await Promise.allSettled(racers.map(racer => paidOnce(library, () => 0, racer)));
    expect(paid).toHaveLength(1);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: 'BeingMade', retryable: true } });
    expect(await paidOnce(library, () => 1, request(library, 'late', paid))).toEqual({ made: paid[0] });
  });

  it('waits for the lease of a killed task to run out, and pays then', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    const begun = Promise.withResolvers<void>();
    const make = () => {
      begun.resolve();
      return new Promise<never>(() => undefined);
    };
    void paidOnce(library, () => 0, { ...request(library, 'killed', paid), make });
    await begun.promise;
    await expect(paidOnce(library, () => leaseMs - 1, request(library, 'next', paid))).rejects.toMatchObject({
      code: 'BeingMade',
    });
    expect(await paidOnce(library, () => leaseMs, request(library, 'next', paid))).toEqual({ made: 'next' });
  });

  it('lets a task that is tried again go on under its own lease', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    const failing = { ...request(library, 'task', paid), make: () => Promise.reject(new Error('throttled')) };
    await expect(paidOnce(library, () => 0, failing)).rejects.toThrow('throttled');
    expect(await paidOnce(library, () => 1, request(library, 'task', paid))).toEqual({ made: 'task' });
  });

  it('lets another go on at once after one that failed, whose lease is over with it', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    const failing = { ...request(library, 'refused', paid), make: () => Promise.reject(new Error('refused')) };
    await expect(paidOnce(library, () => 0, failing)).rejects.toThrow('refused');
    expect(await paidOnce(library, () => 1, request(library, 'next', paid))).toEqual({ made: 'next' });
  });

  it('adds to a record that does not suffice, at once, and leaves one that does as it is', async () => {
    const library = memoryLibrary();
    const paid: string[] = [];
    const growing = (holder: string) => ({
      ...request(library, holder, paid),
      suffices: ({ made }: { made: string }) => made.includes(holder),
      make: async (found: { made: string } | undefined) => {
        paid.push(holder);
        const record = { made: `${found?.made ?? ''}${holder}` };
        await library.writeJson('clips/ab.json', record);
        return record;
      },
    });
    for (const holder of ['a', 'b', 'a']) await paidOnce(library, () => 0, growing(holder));
    expect(library.json('clips/ab.json')).toEqual({ made: 'ab' });
    expect(paid).toEqual(['a', 'b']);
  });
});
