import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { StateError } from '../../../local/step-functions/errors.ts';
import type { Integration } from '../../../local/step-functions/run.ts';
import { settle } from '../manual-clock.ts';
import { type Fixture, machineOf, outputOf, pass, recording, task, worker } from './execution-fixture.ts';

const processor = (state: object = task(), config: object = { Mode: 'INLINE' }) => ({
  ProcessorConfig: config,
  StartAt: 'work',
  States: { work: state },
});
const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const mapState = (more: object = {}) => ({
  Type: 'Map',
  Items: '{% $states.input.items %}',
  ItemProcessor: processor(),
  End: true,
  ...more,
});
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** An integration that holds every call until `release`, and knows the most that it ever held. */
function gate() {
  const held: Array<() => void> = [];
  const seen = { most: 0, now: 0, calls: 0 };
  const integration: Integration = async args => {
    seen.now += 1;
    seen.calls += 1;
    seen.most = Math.max(seen.most, seen.now);
    await new Promise<void>(resolve => held.push(resolve));
    seen.now -= 1;
    return args;
  };
  return { seen, integration, release: () => held.splice(0).forEach(resolve => resolve()) };
}

async function runToEnd({ start, executions }: Fixture, input: unknown, release: () => void) {
  const { executionArn } = start(input);
  while (executions.describe(executionArn).status === 'RUNNING') {
    await settle();
    release();
  }
  return executions.ended(executionArn);
}

describe.each([
  ['inline', { Mode: 'INLINE' }, 40],
  ['distributed', distributed, 10_000],
])('a map, %s,', (_, config, most) => {
  const map = (more: object = {}) => mapState({ ItemProcessor: processor(task(), config), ...more });

  it('gives the outputs in the order of the items, whichever ended first', async () => {
    const later: Integration = async args => {
      if (args === 0) await settle();
      return args;
    };
    const { run } = machineOf({ map: map() }, { integrations: { 'test:work': later } });
    expect(outputOf(await run({ items: [0, 1, 2] }))).toEqual([0, 1, 2]);
  });

  it('gives nothing for no items', async () => {
    expect(outputOf(await machineOf({ map: map() }, worker()).run({ items: [] }))).toEqual([]);
  });

  it('selects what each item brings from the item, its index and the outer variables', async () => {
    const ItemSelector = {
      value: '{% $states.context.Map.Item.Value %}',
      index: '{% $states.context.Map.Item.Index %}',
      outer: '{% $outer %}',
      input: '{% $states.input.shared %}',
    };
    const states = {
      set: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'map' },
      map: map({ ItemSelector }),
    };
    expect(outputOf(await machineOf(states, worker()).run({ items: ['a'], shared: 's' }))).toEqual([
      { value: 'a', index: 0, outer: 'o', input: 's' },
    ]);
  });

  it.each([1, 3])('never runs more at once than its MaxConcurrency %i', async MaxConcurrency => {
    const { seen, integration, release } = gate();
    const fixture = machineOf({ map: map({ MaxConcurrency }) }, { integrations: { 'test:work': integration } });
    await runToEnd(fixture, { items: numbers(10) }, release);
    expect(seen).toMatchObject({ most: MaxConcurrency, calls: 10 });
  });

  it(`runs ${Math.min(most, 60)} of 60 at once when it has no MaxConcurrency`, async () => {
    const { seen, integration, release } = gate();
    const fixture = machineOf({ map: map() }, { integrations: { 'test:work': integration } });
    await runToEnd(fixture, { items: numbers(60) }, release);
    expect(seen.most).toBe(Math.min(most, 60));
  });

  it('cancels the others when one fails, and starts no more', async () => {
    const signals: AbortSignal[] = [];
    const integration: Integration = async (args, { signal }) => {
      signals.push(signal);
      if (args === 1) throw new StateError('NotText', 'bad');
      return new Promise(() => undefined);
    };
    const fixture = machineOf({ map: map({ MaxConcurrency: 2 }) }, { integrations: { 'test:work': integration } });
    expect((await fixture.run({ items: numbers(10) })).status).toBe('FAILED');
    expect(signals.map(signal => signal.aborted)).toEqual([true, false]);
  });

  it('fails on items that are no array', async () => {
    expect(await machineOf({ map: map() }, worker()).run({ items: 'text' })).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('an inline map', () => {
  it('fails with the error of its iteration, which a Catch can take', async () => {
    const { integrations } = worker(() => {
      throw new StateError('NotText', 'bad');
    });
    const states = { map: mapState({ Catch: [{ ErrorEquals: ['NotText'], Next: 'after' }] }), after: pass() };
    expect(outputOf(await machineOf(states, { integrations }).run({ items: [1] }))).toEqual({
      Error: 'NotText',
      Cause: 'bad',
    });
  });

  it('counts some 24 events a paragraph, so that about 1,000 paragraphs are the most', async () => {
    const branch = (name: string, states: object) => ({ StartAt: name, States: states });
    const both = {
      Type: 'Parallel',
      Branches: [
        branch('fr', { fr: task({ Output: {} }) }),
        branch('en', { en: task({ Next: 'speak', Output: {} }), speak: task({ Output: {} }) }),
      ],
      Output: {},
      End: true,
    };
    const waiting = v.parse(
      v.looseObject({}),
      JSON.parse(JSON.stringify(both).replaceAll('test:work', 'test:work.waitForTaskToken')),
    );
    const fixture: Fixture = machineOf(
      { map: mapState({ Items: '{% [1..$states.input.count] %}', ItemProcessor: processor(waiting), Output: {} }) },
      {
        integrations: {
          'test:work': async (_, { taskToken = '', signal }) => {
            setImmediate(() => !signal.aborted && fixture.executions.tokens.succeed(taskToken, {}));
          },
        },
      },
    );
    expect((await fixture.run({ count: 1041 })).status).toBe('SUCCEEDED');
    expect(await fixture.run({ count: 1042 })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('a distributed map', () => {
  const reader = (more: object = {}) => ({
    Items: undefined,
    ItemReader: {
      Resource: 'test:read',
      ReaderConfig: { InputType: 'JSON', ...more },
      Arguments: { Key: '{% $states.input.key %}' },
    },
    ItemProcessor: processor(task(), distributed),
  });
  const clean = (state: object): object =>
    Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
  const read = (Body: string, more: object = {}) => {
    const { calls, integration } = recording(() => ({ Body }));
    const integrations = { ...worker().integrations, 'test:read': integration };
    return { calls, fixture: machineOf({ map: clean(mapState(reader(more))) }, { integrations }) };
  };

  it('reads its items from an object: an array, or a value a line', async () => {
    const { calls, fixture } = read('[1,2,3]');
    expect(outputOf(await fixture.run({ key: 'items.json' }))).toEqual([1, 2, 3]);
    expect(calls).toEqual([{ Key: 'items.json' }]);
    expect(outputOf(await read('{"n":1}\n{"n":2}\n', { InputType: 'JSONL' }).fixture.run({ key: 'items' }))).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    expect(outputOf(await read('[1,2,3]', { MaxItems: 2 }).fixture.run({ key: 'items' }))).toEqual([1, 2]);
  });

  it.each([['no JSON'], ['{"a":1}']])('fails with States.ItemReaderFailed on %s', async body => {
    expect(await read(body).fixture.run({ key: 'items' })).toMatchObject({ error: 'States.ItemReaderFailed' });
  });

  const ok = (failures: number) => numbers(10).slice(failures);
  const exceeded: unknown = expect.objectContaining({ error: 'States.ExceedToleratedFailureThreshold' });
  it.each([
    [{ ToleratedFailurePercentage: 20 }, 2, ok(2)],
    [{ ToleratedFailurePercentage: 20 }, 3, exceeded],
    [{ ToleratedFailureCount: 1 }, 1, ok(1)],
    [{ ToleratedFailureCount: 1 }, 2, exceeded],
    [{ ToleratedFailureCount: 1, ToleratedFailurePercentage: 50 }, 2, exceeded],
    [{}, 1, exceeded],
  ])('with %j and %i failures of 10', async (tolerance, failures, expected) => {
    const { integrations } = worker(args => {
      if (Number(args) < failures) throw new StateError('NotText');
      return args;
    });
    const map = mapState({ ...tolerance, ItemProcessor: processor(task(), distributed) });
    expect(outputOf(await machineOf({ map }, { integrations }).run({ items: numbers(10) }))).toEqual(expected);
  });

  it('gives each child a name, an input and a history of its own', async () => {
    const state = pass({ Output: '{% $states.context.Execution %}' });
    const map = mapState({ Label: 'Paragraphs', ItemProcessor: processor(state, distributed) });
    const output = outputOf(await machineOf({ map }).run({ items: ['a', 'b'] }));
    expect(output).toMatchObject([{ Input: 'a' }, { Input: 'b' }]);
    expect(JSON.stringify(output)).toMatch(/execution:pipeline\/Paragraphs:[\da-f-]{36}/);
  });

  it('times an EXPRESS child out after five minutes', async () => {
    const state = { Type: 'Wait', Seconds: 301, End: true };
    const map = mapState({ ItemProcessor: processor(state, { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }) });
    const { start, executions, clock } = machineOf({ map });
    const { executionArn } = start({ items: [1] });
    await clock.advance(300_000);
    const record = await executions.ended(executionArn);
    expect(record.cause).toContain('five minutes');
  });

  it('runs 5,000 children with task tokens', async () => {
    const state = {
      Type: 'Task',
      Resource: 'test:work.waitForTaskToken',
      Arguments: '{% $states.context.Task.Token %}',
      End: true,
    };
    const map = mapState({
      Items: '{% [1..5000] %}',
      ItemProcessor: processor(state, distributed),
      Output: '{% $count($states.result) %}',
    });
    const fixture: Fixture = machineOf(
      { map },
      {
        integrations: {
          'test:work': async token => {
            setImmediate(() => fixture.executions.tokens.succeed(String(token), {}));
          },
        },
      },
    );
    expect(outputOf(await fixture.run())).toBe(5000);
  });
});
