import { describe, expect, it } from 'vitest';
import { readAhead } from '../../core/read-ahead.ts';

describe('reading ahead', () => {
  it.each([1, 2, 3, 4])('keeps the order, with never more than %i at once', async limit => {
    let held = 0;
    let most = 0;
    const read = async (item: number) => {
      held += 1;
      most = Math.max(most, held);
      // The later, the sooner.
      for (let turn = 0; turn < 10 - item; turn += 1) await Promise.resolve();
      return item;
    };
    const taken: number[] = [];
    for await (const item of readAhead([0, 1, 2, 3, 4, 5], limit, read)) {
      taken.push(item);
      held -= 1;
    }
    expect(taken).toEqual([0, 1, 2, 3, 4, 5]);
    expect(most).toBe(limit);
  });

  it('throws an error when its turn comes, and not before', async () => {
    const read = async (item: number) => {
      if (item === 2) throw new Error('gone');
      return item;
    };
    const taken: number[] = [];
    const all = async () => {
      for await (const item of readAhead([0, 1, 2, 3], 4, read)) taken.push(item);
    };
    await expect(all()).rejects.toThrow('gone');
    expect(taken).toEqual([0, 1]);
  });

  it('reads nothing of nothing', async () => {
    const taken = [];
    for await (const item of readAhead([], 4, async () => 1)) taken.push(item);
    expect(taken).toEqual([]);
  });
});
