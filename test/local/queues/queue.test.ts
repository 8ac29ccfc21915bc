import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createQueues } from '../../../local/queues/queues.ts';
import { settle } from '../manual-clock.ts';
import { openQueues, present, receiveOne, region } from './queue-fixture.ts';

describe('a queue', () => {
  it('gives what was sent, once, and forgets it when it is deleted', async () => {
    const { work } = openQueues();
    const sent = work.send({ body: 'one', messageGroupId: 'article-1' });
    const received = present(await receiveOne(work));
    expect(received.message).toMatchObject({ id: sent.id, body: 'one', groupId: 'article-1', receiveCount: 1 });
    expect(await receiveOne(work)).toBeUndefined();
    work.delete(received.receiptHandle);
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('wakes one that waits as soon as a message arrives', async () => {
    const { work } = openQueues();
    const waiting = work.receive(1, { waitMs: 20_000 });
    await settle();
    work.send({ body: 'late' });
    expect((await waiting).map(one => one.message.body)).toEqual(['late']);
  });

  it('ends a wait with nothing when its time is over, or its signal aborted', async () => {
    const { work, clock } = openQueues();
    const timed = work.receive(1, { waitMs: 5000 });
    const abort = new AbortController();
    const aborted = work.receive(1, { waitMs: 20_000, signal: abort.signal });
    abort.abort();
    expect(await aborted).toEqual([]);
    await clock.advance(5000);
    expect(await timed).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('gives a message again when its visibility timeout is over, not a moment before', async () => {
    const { work, clock } = openQueues();
    work.send({ body: 'one' });
    await receiveOne(work);
    await clock.advance(29_999);
    expect(await receiveOne(work)).toBeUndefined();
    await clock.advance(1);
    expect(present(await receiveOne(work)).message.receiveCount).toBe(2);
  });

  it('hides a message for as long as the consumer asks, and gives it back at once for 0', async () => {
    const { work, clock } = openQueues();
    work.send({ body: 'one' });
    const first = present(await receiveOne(work));
    work.changeVisibility(first.receiptHandle, 100);
    await clock.advance(99_000);
    expect(await receiveOne(work)).toBeUndefined();
    work.changeVisibility(first.receiptHandle, 0);
    expect(present(await receiveOne(work)).message.receiveCount).toBe(2);
  });

  it('lets an outdated receipt neither delete nor hide the message', async () => {
    const { work, clock } = openQueues();
    work.send({ body: 'one' });
    const first = present(await receiveOne(work));
    await clock.advance(30_000);
    const second = present(await receiveOne(work));
    work.delete(first.receiptHandle);
    expect(work.counts().inFlight).toBe(1);
    expect(() => work.changeVisibility(first.receiptHandle, 5)).toThrow(/not in flight/);
    work.delete(second.receiptHandle);
    expect(work.counts().inFlight).toBe(0);
  });

  it('holds a delayed message back', async () => {
    const { work, clock } = openQueues();
    work.send({ body: 'one', delaySeconds: 900 });
    await clock.advance(899_999);
    expect(await receiveOne(work)).toBeUndefined();
    await clock.advance(1);
    expect(await receiveOne(work)).toBeDefined();
  });

  it('forgets a message that is older than its retention', async () => {
    const { work, clock } = openQueues(undefined, { MessageRetentionPeriod: 60 });
    work.send({ body: 'one' });
    await clock.advance(60_000);
    expect(await receiveOne(work)).toBeDefined();
    await clock.advance(30_000);
    expect(await receiveOne(work)).toBeUndefined();
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('moves a message to the dead letters after its last receive, whoever gave it back', async () => {
    const { work, dead, clock } = openQueues();
    const sent = work.send({ body: 'poison', messageGroupId: 'article-1' });
    for (const _ of [1, 2]) work.changeVisibility(present(await receiveOne(work)).receiptHandle, 0);
    await receiveOne(work);
    expect(dead.counts().visible).toBe(0);
    await clock.advance(30_000);
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(present(await receiveOne(dead)).message).toMatchObject({
      id: sent.id,
      groupId: 'article-1',
      deadLetterSourceArn: work.settings.arn,
    });
  });

  it.each([
    ['an empty body', { body: '' }, /0 bytes/],
    ['a body one byte too large', { body: 'x'.repeat(1_048_577) }, /1048577 bytes/],
    ['a body with a control character', { body: 'a\u0000b' }, /XML 1\.0/],
    ['a body with half a surrogate pair', { body: 'a\uD800b' }, /XML 1\.0/],
    ['a group of 129 characters', { body: 'x', messageGroupId: 'g'.repeat(129) }, /MessageGroupId/],
    ['a delay of 901 seconds', { body: 'x', delaySeconds: 901 }, /DelaySeconds is 901/],
  ])('refuses %s', (_, sending, message) => {
    expect(() => openQueues().work.send(sending)).toThrow(message);
  });

  it.each([['x'.repeat(1_048_576)], ['été\t\r\n\u{1F600}']])('takes a body at the limits', body => {
    const { work } = openQueues();
    work.send({ body });
    expect(work.counts().visible).toBe(1);
  });

  it('refuses a receipt that it never gave, and batches out of range', async () => {
    const { work } = openQueues();
    expect(() => work.delete('nonsense')).toThrow(/not valid/);
    await expect(work.receive(0)).rejects.toThrow(/1 to 10/);
    await expect(work.receive(11)).rejects.toThrow(/1 to 10/);
  });

  it('forgets everything when it is purged', async () => {
    const { work, clock, folder } = openQueues();
    work.send({ body: 'in flight' });
    await receiveOne(work);
    work.send({ body: 'visible' });
    work.send({ body: 'delayed', delaySeconds: 10 });
    work.purge();
    await clock.advance(60_000);
    expect(work.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(openQueues(folder).work.counts().visible).toBe(0);
  });
});

describe('fairness', () => {
  it('lets a late short group through while a long group holds 1,000 messages', async () => {
    const { work } = openQueues();
    for (let index = 0; index < 1000; index += 1) work.send({ body: `long ${index}`, messageGroupId: 'long' });
    await work.receive(5, { waitMs: 0 });
    for (let index = 0; index < 3; index += 1) work.send({ body: `short ${index}`, messageGroupId: 'short' });
    const bodies = (await work.receive(4, { waitMs: 0 })).map(one => one.message.body);
    expect(bodies).toEqual(['short 0', 'short 1', 'short 2', 'long 5']);
  });

  it('serves equal groups in turn, each in its own order', async () => {
    const { work } = openQueues();
    for (const group of ['a', 'b', 'c']) {
      for (const index of [1, 2]) work.send({ body: `${group}${index}`, messageGroupId: group });
    }
    const bodies = (await work.receive(6, { waitMs: 0 })).map(one => one.message.body);
    expect(bodies).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });
});

describe('durability', () => {
  it('gives everything that was not deleted after a restart, in order, and still counts receives', async () => {
    const before = openQueues();
    for (const body of ['deleted', 'in flight', 'waiting']) before.work.send({ body });
    const [first] = await before.work.receive(2, { waitMs: 0 });
    before.work.delete(present(first).receiptHandle);
    const after = openQueues(before.folder);
    const received = await after.work.receive(10, { waitMs: 0 });
    expect(received.map(({ message }) => [message.body, message.receiveCount])).toEqual([
      ['in flight', 2],
      ['waiting', 1],
    ]);
  });

  it('keeps every message whose send returned when the process is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'diglot-queues-'));
    const module = resolve('local/queues/queues.ts');
    const script = `
      import { createQueues } from ${JSON.stringify(module)};
      const queues = createQueues({ folder: ${JSON.stringify(folder)}, region: 'eu-west-3', queues: [{ name: 'work', properties: {} }] });
      for (let n = 0; n < 200; n++) queues.byName('work').send({ body: String(n) });
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    expect(child.signal).toBe('SIGKILL');
    const queues = createQueues({ folder, region, queues: [{ name: 'work', properties: {} }] });
    expect(queues.byName('work')?.counts().visible).toBe(200);
    queues.close();
  });
});

describe('properties of the template', () => {
  it.each([
    ['an unknown property', { Colour: 'blue' }, /Queue work, Colour/],
    ['a FIFO queue', { FifoQueue: true }, /Queue work, FifoQueue/],
    ['a timeout out of range', { VisibilityTimeout: 43_201 }, /Queue work, VisibilityTimeout/],
    [
      'dead letters that go nowhere',
      { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-3:000000000000:no', maxReceiveCount: 1 } },
      /There is no queue arn:aws:sqs:eu-west-3:000000000000:no/,
    ],
  ])('refuses %s, naming it', (_, properties, message) => {
    expect(() => openQueues(undefined, properties)).toThrow(message);
  });

  it('takes encryption and tags, which change nothing here', () => {
    const properties = {
      SqsManagedSseEnabled: true,
      KmsMasterKeyId: 'alias/aws/sqs',
      Tags: [{ Key: 'a', Value: 'b' }],
    };
    expect(openQueues(undefined, properties).work.settings.name).toBe('work');
  });
});
