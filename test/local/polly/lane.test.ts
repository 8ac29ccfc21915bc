import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openLane, type Peer, spread } from '../../../local/polly/lane.ts';
import { openSpeaker, type Speaker } from '../../../local/polly/speaker.ts';

const cleanups: Array<() => unknown> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A speaker whose program is the body of a message handler. */
async function speaker(handler: string, timeoutMs = 20_000): Promise<Speaker> {
  const folder = await mkdtemp(join(tmpdir(), 'diglot-speaker-'));
  const program = join(folder, 'program.mjs');
  await writeFile(
    program,
    `import { existsSync, writeFileSync } from 'node:fs';
     const seen = ${JSON.stringify(join(folder, 'seen'))};
     const speech = { samples: new Int16Array(3), sampleRateHz: 22050, events: [] };
     process.on('disconnect', () => process.exit());
     process.on('message', ({ markup }) => { ${handler} });`,
  );
  const opened = openSpeaker({ program, timeoutMs });
  cleanups.push(
    () => opened.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  return opened;
}

const utterance = (markup: string) => ({ markup, voice: 'fr', rate: 155 });
const failure = (message: RegExp): unknown =>
  expect.objectContaining({ type: 'ServiceFailureException', status: 500, message: expect.stringMatching(message) });

describe('the speaker’s process', () => {
  it('is started again when it dies, and the utterance with it', async () => {
    const lane = await speaker(`
      if (!existsSync(seen)) { writeFileSync(seen, ''); process.kill(process.pid, 'SIGKILL'); }
      else process.send({ value: speech });`);
    expect((await lane.call(utterance('a'))).samples).toHaveLength(3);
  });

  it('fails an utterance that it dies over twice, and speaks the next', async () => {
    const lane = await speaker(`if (markup === 'bad') process.exit(7); process.send({ value: speech });`);
    const [bad, good] = await Promise.allSettled([lane.call(utterance('bad')), lane.call(utterance('good'))]);
    expect(bad).toMatchObject({ status: 'rejected', reason: failure(/died twice.*7/) });
    expect(good.status).toBe('fulfilled');
  });

  it('is ended when it hangs: the utterance fails, the next one is spoken', async () => {
    const lane = await speaker(`if (markup !== 'hang') process.send({ value: speech });`, 1500);
    await expect(lane.call(utterance('hang'))).rejects.toEqual(failure(/longer than 1500 ms/));
    expect((await lane.call(utterance('a'))).samples).toHaveLength(3);
  });

  it('fails an utterance that it answers wrongly', async () => {
    const lane = await speaker(
      `process.send(markup === 'error' ? { error: 'no such voice' } : { value: { samples: 'x' } });`,
    );
    await expect(lane.call(utterance('error'))).rejects.toEqual(failure(/no such voice/));
    await expect(lane.call(utterance('shape'))).rejects.toEqual(failure(/agreed shape/));
  });

  it('ends with close: what waits fails, and nothing is started again', async () => {
    const lane = await speaker('');
    const waiting = Promise.allSettled([lane.call(utterance('a')), lane.call(utterance('b'))]);
    lane.close();
    for (const outcome of await waiting)
      expect(outcome).toMatchObject({ status: 'rejected', reason: failure(/closed/) });
    expect(lane.load).toBe(0);
  });
});

describe('a lane', () => {
  it('makes one call at a time, in order', async () => {
    const heard: unknown[] = [];
    let underWay = 0;
    let most = 0;
    const lane = openLane<string, unknown>({
      name: 'echo',
      parse: value => value,
      timeoutMs: 5000,
      open: (on): Peer => ({
        post(message) {
          underWay += 1;
          most = Math.max(most, underWay);
          heard.push(message);
          setImmediate(() => {
            underWay -= 1;
            on.message({ value: message });
          });
        },
        kill() {},
      }),
    });
    expect(await Promise.all(['a', 'b', 'c'].map(text => lane.call(text)))).toEqual(['a', 'b', 'c']);
    expect([heard, most]).toEqual([['a', 'b', 'c'], 1]);
  });

  it('shares calls with others, each going to the one with the fewest before it', async () => {
    const counts = [0, 0];
    const lanes = counts.map((_, index) =>
      openLane<number, unknown>({
        name: 'count',
        parse: value => value,
        timeoutMs: 5000,
        open: on => ({
          post: () => {
            counts[index] = (counts[index] ?? 0) + 1;
            setImmediate(() => on.message({ value: 1 }));
          },
          kill() {},
        }),
      }),
    );
    await Promise.all(Array.from({ length: 10 }, (_, n) => spread(lanes).call(n)));
    expect(counts).toEqual([5, 5]);
  });
});
