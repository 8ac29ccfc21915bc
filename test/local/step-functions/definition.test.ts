import { describe, expect, it } from 'vitest';
import { parseMachine } from '../../../local/step-functions/parse-machine.ts';
import { pass, task } from './execution-fixture.ts';

const options = { integrates: (resource: string) => resource.startsWith('test:'), random: Math.random };
const load = (States: Record<string, unknown>, more: object = {}) =>
  parseMachine({ QueryLanguage: 'JSONata', StartAt: 'a', States, ...more }, options);
const map = (state: object, config: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: config, StartAt: 'in', States: { in: state } },
  ...('Next' in more ? {} : { End: true }),
  ...more,
});
const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

describe('a definition', () => {
  it('may name JSONata state by state', () => {
    const definition = { StartAt: 'a', States: { a: pass({ QueryLanguage: 'JSONata' }) } };
    expect(parseMachine(definition, options).startAt).toBe('a');
  });

  it.each<[string, Record<string, unknown>, object, RegExp]>([
    ['JSONPath', { a: pass() }, { QueryLanguage: 'JSONPath' }, /State "a", QueryLanguage: It is JSONPath/],
    ['a JSONPath state', { a: pass({ QueryLanguage: 'JSONPath' }) }, {}, /State "a", QueryLanguage/],
    ['a field of JSONPath', { a: pass({ InputPath: '$.x' }) }, {}, /State "a", InputPath/],
    ['an unknown field', { a: task({ Colour: 1 }) }, {}, /State "a", Colour/],
    [
      'an unknown field of a retrier',
      { a: task({ Retry: [{ ErrorEquals: ['x'], Often: 1 }] }) },
      {},
      /Retry\.0\.Often/,
    ],
    ['an unknown field of the machine', { a: pass() }, { Colour: 1 }, /The state machine, Colour/],
    ['an unknown type', { a: { Type: 'Dance' } }, {}, /State "a", Type: "Dance"/],
    ['a type of every object', { a: { Type: 'constructor' } }, {}, /State "a", Type/],
    [
      'an unknown integration',
      { a: task({ Resource: 'arn:aws:states:::sns:publish' }) },
      {},
      /State "a", Resource.*sns/,
    ],
    ['a start that is not there', { b: pass() }, {}, /StartAt: There is no state "a"/],
    ['a way to nowhere', { a: { Type: 'Pass', Next: 'z' } }, {}, /State "a": There is no state "z"/],
    ['a catch to nowhere', { a: task({ Catch: [{ ErrorEquals: ['x'], Next: 'z' }] }) }, {}, /no state "z"/],
    ['a state that nothing leads to', { a: pass(), lost: pass() }, {}, /State "lost": No way leads to it/],
    ['no way on', { a: { Type: 'Pass' } }, {}, /State "a", Next/],
    ['two ways on', { a: pass({ Next: 'a' }) }, {}, /State "a", Next/],
    [
      'a name of 81 characters',
      { a: { Type: 'Pass', Next: 'n'.repeat(81) }, ['n'.repeat(81)]: pass() },
      {},
      /its name/,
    ],
    ['two states of one name', { a: map(pass(), {}, { Next: 'in' }), in: pass() }, {}, /another state of this name/],
    ['JSONata that does not parse', { a: pass({ Output: '{% 1 + %}' }) }, {}, /a\.Output: The JSONata does not parse/],
    ['JSONata without its end', { a: pass({ Output: { x: '{% 1' } }) }, {}, /a\.Output\.x: .*does not end/],
    ['States.ALL in company', { a: task({ Retry: [{ ErrorEquals: ['States.ALL', 'x'] }] }) }, {}, /State "a", Retry/],
    [
      'States.ALL before another',
      { a: task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['x'] }] }) },
      {},
      /State "a", Retry/,
    ],
    ['a wait for nothing', { a: { Type: 'Wait', End: true } }, {}, /either Seconds or Timestamp/],
    ['a variable called states', { a: pass({ Assign: { states: 1 } }) }, {}, /"states" is no name/],
    ['an item batcher', { a: map(pass(), distributed, { ItemBatcher: {} }) }, {}, /State "a", ItemBatcher/],
    ['a result writer', { a: map(pass(), distributed, { ResultWriter: {} }) }, {}, /State "a", ResultWriter/],
    [
      'a tolerance of an inline map',
      { a: map(pass(), {}, { ToleratedFailureCount: 1 }) },
      {},
      /Only a DISTRIBUTED map/,
    ],
    ['a distributed map without its type', { a: map(pass(), { Mode: 'DISTRIBUTED' }) }, {}, /ExecutionType/],
    [
      'a task token in an EXPRESS child',
      { a: map(task({ Resource: 'test:x.waitForTaskToken' }), { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }) },
      {},
      /State "in", Resource: An EXPRESS child/,
    ],
    [
      'a branch that sets an outer variable',
      {
        a: { Type: 'Pass', Assign: { x: 1 }, Next: 'b' },
        b: { Type: 'Parallel', Branches: [{ StartAt: 'in', States: { in: pass({ Assign: { x: 2 } }) } }], End: true },
      },
      {},
      /State "in": \$x cannot be used/,
    ],
    [
      'a distributed child that reads an outer variable',
      { a: { Type: 'Pass', Assign: { x: 1 }, Next: 'b' }, b: map(pass({ Output: '{% $x %}' }), distributed) },
      {},
      /State "in": \$x cannot be used here: the children of a distributed map/,
    ],
  ])('with %s is refused, naming the place', (_, states, more, message) => {
    expect(() => load(states, more)).toThrow(message);
  });

  it('lets an inline iteration read an outer variable', () => {
    const states = { a: { Type: 'Pass', Assign: { x: 1 }, Next: 'b' }, b: map(pass({ Output: '{% $x %}' }), {}) };
    expect(load(states).states.size).toBe(2);
  });
});
