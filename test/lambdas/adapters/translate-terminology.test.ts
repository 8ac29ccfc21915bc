import {
  type GetTerminologyCommand,
  type GetTerminologyCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-translate';
import { describe, expect, it } from 'vitest';
import { terminologyReader } from '../../../lambdas/adapters/translate-terminology.ts';

/** A Translate that answers GetTerminology by a function, and counts. */
function translate(answer: () => Omit<GetTerminologyCommandOutput, '$metadata'>) {
  const asked: (string | undefined)[] = [];
  const send = async ({ input }: GetTerminologyCommand) => {
    asked.push(input.Name);
    return { ...answer(), $metadata: {} };
  };
  return { asked, client: { send } };
}

function imported(at: string) {
  return { TerminologyProperties: { Name: 'press', LastUpdatedAt: new Date(at) } };
}

describe('terminologyReader', () => {
  it('gives the name, and the moment of the last import as the version', async () => {
    const { client } = translate(() => imported('2026-11-23T10:00:00.123Z'));
    const read = terminologyReader('press', client, () => 0);
    expect(await read('a/1')).toEqual({ name: 'press', version: '2026-11-23T10:00:00.123Z' });
  });

  it('asks once a revision and minute: a new upload has what was imported before it', async () => {
    let nowMs = 0;
    const { asked, client } = translate(() => imported('2026-11-23T10:00:00Z'));
    const read = terminologyReader('press', client, () => nowMs);
    await read('a/1');
    nowMs = 59_999;
    await read('a/1');
    expect(asked).toHaveLength(1);
    await read('a/2');
    expect(asked).toHaveLength(2);
    nowMs = 60_000;
    await read('a/1');
    expect(asked).toEqual(['press', 'press', 'press']);
  });

  it('does without where there is none, and keeps that answer as long', async () => {
    const { asked, client } = translate(() => {
      throw new ResourceNotFoundException({ message: 'none', $metadata: {} });
    });
    const read = terminologyReader('press', client, () => 0);
    expect([await read('a/1'), await read('a/1'), asked.length]).toEqual([undefined, undefined, 1]);
  });

  it('keeps no failure', async () => {
    let fails = true;
    const { client } = translate(() => {
      if (fails) throw Object.assign(new Error('busy'), { name: 'TooManyRequestsException' });
      return imported('2026-11-23T10:00:00Z');
    });
    const read = terminologyReader('press', client, () => 0);
    await expect(read('a/1')).rejects.toMatchObject({ code: 'Throttled', retryable: true });
    fails = false;
    expect(await read('a/1')).toMatchObject({ name: 'press' });
  });
});
