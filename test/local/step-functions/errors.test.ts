import { describe, expect, it } from 'vitest';
import { StateError } from '../../../local/step-functions/errors.ts';
import { settle } from '../manual-clock.ts';
import { machineOf, outputOf, pass, task, worker } from './execution-fixture.ts';

describe('Retry', () => {
  const failing = (times: number, name = 'Throttled') =>
    worker((_, call) => {
      if (call < times) throw new StateError(name, 'again');
      return 'done';
    });

  it.each([
    ['backs off by its rate', { IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 }, [2000, 6000, 18_000]],
    [
      'never waits longer than its maximum',
      { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 7 },
      [2000, 6000, 7000],
    ],
    ['jitters from nothing to the whole', { IntervalSeconds: 2, JitterStrategy: 'FULL' }, [1000, 2000, 4000]],
  ])('%s', async (_, fields, delays) => {
    const { integrations } = failing(3);
    const states = { a: task({ Retry: [{ ErrorEquals: ['Throttled'], ...fields }] }) };
    const { start, executions, clock, events } = machineOf(states, { integrations, random: () => 0.5 });
    const { executionArn } = start();
    await clock.advance(3_600_000);
    expect(outputOf(await executions.ended(executionArn))).toBe('done');
    expect(events.flatMap(event => (event.type === 'StateRetried' ? [event.delayMs] : []))).toEqual(delays);
  });

  it.each([
    [2, 'done'],
    [3, { error: 'Throttled', cause: 'again' }],
  ])('gives up after MaxAttempts: %i failures of 2 retries', async (failures, expected) => {
    const { integrations, calls } = failing(failures);
    const states = { a: task({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] }) };
    const { start, executions, clock } = machineOf(states, { integrations });
    const { executionArn } = start();
    await clock.advance(3_600_000);
    expect(outputOf(await executions.ended(executionArn))).toEqual(expected);
    expect(calls).toHaveLength(3);
  });

  it('leaves an error alone that it does not list, and shows the count in the context', async () => {
    const { integrations, calls } = failing(1, 'NotText');
    const states = {
      a: task({ Arguments: '{% $states.context.State.RetryCount %}', Retry: [{ ErrorEquals: ['Throttled'] }] }),
    };
    expect(await machineOf(states, { integrations }).run()).toMatchObject({ error: 'NotText' });
    const again = failing(1);
    const { start, executions, clock } = machineOf(states, { integrations: again.integrations });
    const { executionArn } = start();
    await clock.advance(60_000);
    await executions.ended(executionArn);
    expect([calls, again.calls]).toEqual([[0], [0, 1]]);
  });
});

describe('Catch', () => {
  const caught = (error: string, ErrorEquals: string[], more: object = {}) => {
    const { integrations } = worker(() => {
      throw new StateError(error, 'because');
    });
    return machineOf({ a: task({ Catch: [{ ErrorEquals, Next: 'b', ...more }] }), b: pass() }, { integrations });
  };

  it('replaces the input by the error output', async () => {
    expect(outputOf(await caught('NotText', ['NotText']).run({ x: 1 }))).toEqual({
      Error: 'NotText',
      Cause: 'because',
    });
  });

  it('gives its Output the input and the error output, and assigns', async () => {
    const more = {
      Output: '{% $merge([$states.input, $states.errorOutput]) %}',
      Assign: { e: '{% $states.errorOutput.Error %}' },
    };
    expect(outputOf(await caught('NotText', ['States.ALL'], more).run({ x: 1 }))).toEqual({
      x: 1,
      Error: 'NotText',
      Cause: 'because',
    });
  });

  it.each([
    ['NotText', ['States.ALL'], true],
    ['NotText', ['States.TaskFailed'], true],
    ['States.Timeout', ['States.TaskFailed'], false],
    ['States.Timeout', ['States.Timeout'], true],
    ['States.HeartbeatTimeout', ['States.Timeout'], true],
    ['States.DataLimitExceeded', ['States.ALL'], false],
    ['States.Runtime', ['States.ALL'], false],
    ['NotText', ['notText'], false],
  ])('%s by %j: %s', async (error, errorEquals, expected) => {
    expect((await caught(error, errorEquals).run()).status).toBe(expected ? 'SUCCEEDED' : 'FAILED');
  });

  it('takes an error of no name as States.TaskFailed', async () => {
    const { integrations } = worker(() => {
      throw new TypeError('a defect');
    });
    expect(await machineOf({ a: task() }, { integrations }).run()).toMatchObject({
      error: 'States.TaskFailed',
      cause: 'TypeError: a defect',
    });
  });
});

describe('limits', () => {
  const text = (bytes: number) => 'x'.repeat(bytes - 2);

  it.each([
    [262_144, 'SUCCEEDED', {}],
    [262_145, 'FAILED', { error: 'States.DataLimitExceeded' }],
  ])('a result of %i bytes: %s, and nothing catches it', async (bytes, status, error) => {
    const { integrations } = worker(() => text(bytes));
    const states = { a: task({ Output: 'small', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'b' }] }), b: pass() };
    expect(await machineOf(states, { integrations }).run()).toMatchObject({ status, ...error });
  });

  it('counts bytes, not characters', async () => {
    const { integrations } = worker(() => 'é'.repeat(131_072));
    expect((await machineOf({ a: task() }, { integrations }).run()).error).toBe('States.DataLimitExceeded');
  });

  it('ends an execution at 25,000 events of history, and nothing catches it', async () => {
    const states = {
      count: { Type: 'Pass', Assign: { n: '{% $exists($n) ? $n + 1 : 1 %}' }, Next: 'again' },
      again: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $n < $states.context.Execution.Input.rounds %}', Next: 'count' }],
        Default: 'end',
      },
      end: pass(),
    };
    // Two events to begin and end, two for `end`, four for every round.
    expect((await machineOf(states).run({ rounds: 6249 })).status).toBe('SUCCEEDED');
    const record = await machineOf(states).run({ rounds: 6250 });
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(record.cause).toContain('25000');
  });

  it('times the whole machine out as TIMED_OUT, past every Catch', async () => {
    const states = {
      a: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'w', States: { w: { Type: 'Wait', Seconds: 100, End: true } } }],
        End: true,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'b' }],
      },
      b: pass(),
    };
    const { start, executions, clock } = machineOf(states, {}, { TimeoutSeconds: 10 });
    const { executionArn } = start();
    await clock.advance(9999);
    await settle();
    expect(executions.describe(executionArn).status).toBe('RUNNING');
    await clock.advance(1);
    expect(await executions.ended(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });
});
