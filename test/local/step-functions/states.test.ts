import { describe, expect, it } from 'vitest';
import { StateError } from '../../../local/step-functions/errors.ts';
import { machineArn, machineOf, outputOf, pass, principal, task, worker } from './execution-fixture.ts';

describe('Pass and Succeed', () => {
  it('hand their input on when they have no Output', async () => {
    const { run } = machineOf({ a: { Type: 'Pass', Next: 'b' }, b: { Type: 'Succeed' } });
    expect(outputOf(await run({ x: 1 }))).toEqual({ x: 1 });
  });

  it('evaluate JSONata at any depth of Output and leave the rest as it is', async () => {
    const Output = {
      sum: '{% $states.input.a + 1 %}',
      list: ['{% $states.input.a %}', 'as it is', 3],
      plain: { deep: true },
    };
    const { run } = machineOf({ a: pass({ Output }) });
    expect(outputOf(await run({ a: 1 }))).toEqual({ sum: 2, list: [1, 'as it is', 3], plain: { deep: true } });
  });

  it('give the functions that Step Functions has beyond JSONata', async () => {
    const Output = {
      partition: '{% $partition([1,2,3,4,5], 2) %}',
      range: '{% $range(0, 10, 5) %}',
      hash: "{% $hash('a', 'SHA-256') %}",
      random: '{% $random() %}',
      uuid: '{% $length($uuid()) %}',
      parse: '{% $parse(\'{"a":[1]}\') %}',
    };
    expect(outputOf(await machineOf({ a: pass({ Output }) }).run())).toEqual({
      partition: [[1, 2], [3, 4], [5]],
      range: [0, 5, 10],
      hash: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
      random: 0.5,
      uuid: 36,
      parse: { a: [1] },
    });
  });

  it.each([
    ['gives nothing', '{% $states.input.absent %}', /returned nothing/],
    ['throws', "{% $number('x') %}", /threw an error/],
    ['uses $eval', "{% $eval('1') %}", /\$parse/],
    ['recurses for ever', '{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}', /threw an error/],
    ['gives a function', '{% function($x) { $x } %}', /./],
  ])('fail where an expression %s', async (_, Output, cause) => {
    const record = await machineOf({ a: pass({ Output }) }).run();
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(record.cause).toMatch(cause);
  });

  it('show the context of the execution', async () => {
    const { run } = machineOf({ only: pass({ Output: '{% $states.context %}' }) });
    expect(outputOf(await run({ x: 1 }))).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-west-3:000000000000:execution:pipeline:execution-1',
        Input: { x: 1 },
        Name: 'execution-1',
        RoleArn: principal.arn,
        StartTime: '2026-11-23T12:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: machineArn, Name: 'pipeline' },
      State: { Name: 'only', EnteredTime: '2026-11-23T12:00:00.000Z', RetryCount: 0 },
    });
  });
});

describe('Choice', () => {
  const choice = {
    Type: 'Choice',
    Choices: [
      {
        Condition: '{% $states.input.n > 10 %}',
        Next: 'big',
        Output: { was: '{% $states.input.n %}' },
        Assign: { v: 'big' },
      },
      { Condition: '{% $states.input.n > 5 %}', Next: 'middle' },
    ],
  };
  const ends = {
    big: pass({ Output: '{% $merge([$states.input, {"v": $v}]) %}' }),
    middle: pass({ Output: 'middle' }),
  };

  it.each([
    [11, { was: 11, v: 'big' }],
    [6, 'middle'],
    [5, 'default'],
  ])('takes the first rule that holds, else the Default: %i', async (n, expected) => {
    const states = { choose: { ...choice, Default: 'other' }, ...ends, other: pass({ Output: 'default' }) };
    expect(outputOf(await machineOf(states).run({ n }))).toEqual(expected);
  });

  it('fails with States.NoChoiceMatched without a Default', async () => {
    expect(await machineOf({ choose: choice, ...ends }).run({ n: 1 })).toMatchObject({
      error: 'States.NoChoiceMatched',
    });
  });

  it('fails on a Condition that is neither true nor false', async () => {
    const states = { choose: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'end' }] }, end: pass() };
    expect(await machineOf(states).run()).toMatchObject({ error: 'States.QueryEvaluationError' });
  });
});

describe('Wait', () => {
  it.each([
    ['seconds', { Seconds: 90 }],
    ['computed seconds', { Seconds: '{% $states.input.wait %}' }],
    ['a timestamp', { Timestamp: '2026-11-23T12:01:30Z' }],
  ])('goes on after %s, not before', async (_, fields) => {
    const { start, executions, clock } = machineOf({ wait: { Type: 'Wait', ...fields, End: true } });
    const { executionArn } = start({ wait: 90 });
    await clock.advance(89_999);
    expect(executions.describe(executionArn).status).toBe('RUNNING');
    await clock.advance(1);
    expect((await executions.ended(executionArn)).status).toBe('SUCCEEDED');
  });

  it('does not wait for a time that has passed', async () => {
    const states = { wait: { Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z', End: true } };
    const { start, executions, clock } = machineOf(states);
    const { executionArn } = start();
    await clock.advance(0);
    expect((await executions.ended(executionArn)).status).toBe('SUCCEEDED');
  });
});

describe('Fail', () => {
  it('ends the execution with its Error and Cause, computed or not', async () => {
    const states = { fail: { Type: 'Fail', Error: 'NotText', Cause: "{% 'it is ' & $states.input.kind %}" } };
    expect(await machineOf(states).run({ kind: 'PDF' })).toMatchObject({
      status: 'FAILED',
      error: 'NotText',
      cause: 'it is PDF',
    });
  });
});

describe('Task', () => {
  it('is given its Arguments, or its input without them, and hands on its result, or its Output', async () => {
    const { calls, integrations } = worker(() => ({ answer: 42 }));
    const first = task({ Next: 'second', Arguments: { n: '{% $states.input.n %}' } });
    const second = task({ Output: '{% $states.result.answer + $states.input.answer %}' });
    const { run } = machineOf({ first, second }, { integrations });
    expect(outputOf(await run({ n: 7, other: 1 }))).toBe(84);
    expect(calls).toEqual([{ n: 7 }, { answer: 42 }]);
  });

  it('acts as the role of the state machine', async () => {
    const { run } = machineOf(
      { a: task() },
      {
        integrations: {
          'test:work': async (_, context) => ({ arn: context.principal.arn, token: context.taskToken ?? null }),
        },
      },
    );
    expect(outputOf(await run())).toEqual({ arn: principal.arn, token: null });
  });

  it('times out, tells the service, and is States.Timeout', async () => {
    let told: AbortSignal | undefined;
    const hang = async (_: unknown, context: { signal: AbortSignal }) => {
      told = context.signal;
      return new Promise(() => undefined);
    };
    const states = { a: task({ TimeoutSeconds: 60 }) };
    const { start, executions, clock } = machineOf(states, { integrations: { 'test:work': hang } });
    const { executionArn } = start();
    await clock.advance(59_999);
    expect(executions.describe(executionArn).status).toBe('RUNNING');
    await clock.advance(1);
    expect(await executions.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(told?.aborted).toBe(true);
  });
});

describe('Parallel', () => {
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

  it('gives every branch its Arguments and collects their outputs in order', async () => {
    const Branches = [
      branch('a', pass({ Output: '{% $states.input.n + 1 %}' })),
      branch('b', pass({ Output: '{% $states.input.n * 2 %}' })),
    ];
    const states = { both: { Type: 'Parallel', Branches, Arguments: { n: 5 }, End: true } };
    expect(outputOf(await machineOf(states).run({ n: 1 }))).toEqual([6, 10]);
  });

  it('cancels the other branches when one fails, and fails with its error', async () => {
    let signal: AbortSignal | undefined;
    const integrations = {
      'test:hang': async (_: unknown, context: { signal: AbortSignal }) => {
        ({ signal } = context);
        return new Promise(() => undefined);
      },
    };
    const Branches = [
      branch('hang', { Type: 'Task', Resource: 'test:hang', End: true, Retry: [{ ErrorEquals: ['States.ALL'] }] }),
      branch('bad', { Type: 'Fail', Error: 'NotText', Cause: 'x' }),
    ];
    const states = {
      both: { Type: 'Parallel', Branches, End: true, Catch: [{ ErrorEquals: ['NotText'], Next: 'after' }] },
      after: pass(),
    };
    const { run, events } = machineOf(states, { integrations });
    expect(outputOf(await run())).toEqual({ Error: 'NotText', Cause: 'x' });
    expect(signal?.aborted).toBe(true);
    const hanging = events.filter(event => 'state' in event && event.state === 'hang').map(event => event.type);
    expect(hanging).toEqual(['StateEntered', 'StateAborted']);
  });

  it('is retried whole', async () => {
    const { calls, integrations } = worker((_, call) => {
      if (call === 0) throw new StateError('Throttled');
      return call;
    });
    const states = {
      both: { Type: 'Parallel', Branches: [branch('a', task())], End: true, Retry: [{ ErrorEquals: ['Throttled'] }] },
    };
    const { start, executions, clock } = machineOf(states, { integrations });
    const { executionArn } = start();
    await clock.advance(1000);
    expect(outputOf(await executions.ended(executionArn))).toEqual([1]);
    expect(calls).toHaveLength(2);
  });
});

describe('variables', () => {
  it('hold from the next state on, and Output and Assign both see the old ones', async () => {
    const states = {
      a: { Type: 'Pass', Assign: { n: 1 }, Next: 'b' },
      b: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Output: '{% $n %}', Next: 'c' },
      c: pass({ Output: ['{% $states.input %}', '{% $n %}'] }),
    };
    expect(outputOf(await machineOf(states).run())).toEqual([1, 2]);
  });

  it('of outer scopes are read in branches; those of a branch end with it', async () => {
    const inner = {
      StartAt: 'in1',
      States: {
        in1: { Type: 'Pass', Assign: { inner: '{% $outer + 1 %}' }, Next: 'in2' },
        in2: pass({ Output: '{% $inner %}' }),
      },
    };
    const states = {
      a: { Type: 'Pass', Assign: { outer: 1 }, Next: 'b' },
      b: {
        Type: 'Parallel',
        Branches: [inner, { StartAt: 'other', States: { other: pass({ Output: '{% $exists($inner) %}' }) } }],
        Next: 'c',
      },
      c: pass({ Output: { result: '{% $states.input %}', seen: '{% $exists($inner) %}' } }),
    };
    expect(outputOf(await machineOf(states).run())).toEqual({ result: [2, false], seen: false });
  });
});
