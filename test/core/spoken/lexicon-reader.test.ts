import { describe, expect, it } from 'vitest';
import { lexiconReader } from '../../../core/spoken/lexicon-reader.ts';

const bundled = { fr: 'written,spoken\nONU,onu\nLyon,lion\n', en: 'written,spoken\n' };

/** A bucket with one lexicon, or none. */
function bucket(csv?: string, etag = '"1"') {
  const read: string[] = [];
  return {
    read,
    readLexicon: async (key: string) => {
      read.push(key);
      return csv === undefined ? undefined : { csv: new TextEncoder().encode(csv), etag };
    },
  };
}

describe('lexiconReader', () => {
  it('gives what came with the deployment where the bucket has nothing', async () => {
    const lexicon = await lexiconReader(bucket(), bundled)('fr');
    expect(lexicon.entries).toEqual([
      { written: 'ONU', spoken: 'onu' },
      { written: 'Lyon', spoken: 'lion' },
    ]);
  });

  it('puts the entries of the bucket last, where they win', async () => {
    const own = bucket('written,spoken\nLyon,lyonne\n');
    const { entries } = await lexiconReader(own, bundled)('fr');
    expect(own.read).toEqual(['lexicon/fr.csv']);
    expect(entries.at(-1)).toEqual({ written: 'Lyon', spoken: 'lyonne' });
  });

  it('names the file, line and column of what it cannot read', async () => {
    const own = bucket('written,spoken\nLyon\n');
    await expect(lexiconReader(own, bundled)('fr')).rejects.toMatchObject({
      code: 'InvalidConfiguration',
      place: expect.stringMatching(/^lexicon\/fr\.csv, line 2/u),
    });
  });
});
