import { describe, expect, it } from 'vitest';
import { isConditionTrue, noValue, resolveValue, type Scope } from '../../../local/assembly/intrinsics.ts';

const conditions: Record<string, unknown> = {
  Yes: { 'Fn::Equals': [{ Ref: 'Region' }, 'eu-west-3'] },
  No: { 'Fn::Equals': [{ Ref: 'Region' }, 'us-east-1'] },
};

const scope: Scope = {
  ref: name =>
    new Map<string, unknown>([
      ['Region', 'eu-west-3'],
      ['Zones', ['a', 'b']],
      ['None', noValue],
      ['Port', 80],
    ]).get(name),
  attribute: (logicalId, name) => (logicalId === 'Queue' && name === 'Arn' ? 'arn:queue' : undefined),
  condition: name => conditions[name],
  mapping: (map, first, second) => (`${map}/${first}/${second}` === 'Hosts/eu-west-3/name' ? 'paris' : undefined),
};

const resolved = (value: unknown) => resolveValue(value, scope, 'It');

describe('an intrinsic function', () => {
  it.each([
    [{ Ref: 'Region' }, 'eu-west-3'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Region' }, { Ref: 'Port' }]] }, 'a-eu-west-3-80'],
    [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    [{ 'Fn::Join': ['', []] }, ''],
    [{ 'Fn::Sub': 'x-${Region}-${Queue.Arn}-${!Literal}-$5-${ Port }' }, 'x-eu-west-3-arn:queue-${Literal}-$5-80'],
    [{ 'Fn::Sub': ['${Own}/${Region}', { Own: { Ref: 'Port' } }] }, '80/eu-west-3'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'Region' }] }] }, 'west'],
    [{ 'Fn::Select': ['0', ['a', 'b']] }, 'a'],
    [{ 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
    [{ 'Fn::If': ['Yes', { Ref: 'Port' }, 'else'] }, 80],
    [{ 'Fn::If': ['No', 'then', 'else'] }, 'else'],
    [{ 'Fn::FindInMap': ['Hosts', { Ref: 'Region' }, 'name'] }, 'paris'],
  ])('is resolved: %j', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it('is resolved at any depth', () => {
    expect(resolved({ a: [{ b: { Ref: 'Region' } }, 1, null, true] })).toEqual({
      a: [{ b: 'eu-west-3' }, 1, null, true],
    });
  });

  it('takes its property along where it is AWS::NoValue', () => {
    expect(
      resolved({ a: { Ref: 'None' }, b: [1, { Ref: 'None' }], c: { 'Fn::If': ['No', 1, { Ref: 'None' }] } }),
    ).toEqual({ b: [1] });
  });

  it('is not seen in what only looks like one', () => {
    const policy = { Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Ref: 'Region' };
    expect(resolved(policy)).toEqual(policy);
    expect(resolved({ Condition: { Bool: 'x' } })).toEqual({ Condition: { Bool: 'x' } });
  });

  it.each([
    { 'Fn::Join': 'a' },
    { 'Fn::Join': ['', [{ a: 1 }]] },
    { 'Fn::Select': [2, ['a', 'b']] },
    { 'Fn::Select': [-1, ['a']] },
    { 'Fn::If': ['Yes', 1] },
    { 'Fn::FindInMap': ['Hosts', 'nowhere', 'name'] },
    { 'Fn::Sub': '${Zones}' },
  ])('with arguments that CloudFormation refuses is refused: %j', value => {
    expect(() => resolved(value)).toThrow(expect.objectContaining({ code: 'InvalidProperty', place: 'It' }));
  });
});

describe('a condition', () => {
  it.each([
    [{ 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'Yes' }] }, true],
    [{ 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] }, false],
    [{ 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }] }, false],
    [{ 'Fn::Not': [{ Condition: 'No' }] }, true],
    [{ 'Fn::Not': [{ 'Fn::Equals': ['a', 'a'] }] }, false],
  ])('%j is %s', (definition, expected) => {
    const extended = { ...scope, condition: (name: string) => (name === 'It' ? definition : conditions[name]) };
    expect(isConditionTrue('It', extended, 'It')).toBe(expected);
  });
});
