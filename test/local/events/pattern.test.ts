import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/events/pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws:s3:::articles', 'arn:aws:s3:::other'],
  detail: {
    bucket: { name: 'articles' },
    object: { key: 'uploads/Été.TXT', size: 4096, etag: null, empty: '' },
    reason: 'PutObject',
    flags: [1, 2, 3],
    nested: [
      { kind: 'a', n: 1 },
      { kind: 'b', n: 2 },
    ],
    deleted: false,
  },
};
const key = (filter: unknown) => ({ detail: { object: { key: [filter] } } });
const size = (...numeric: unknown[]) => ({ detail: { object: { size: [{ numeric }] } } });

describe('an event pattern', () => {
  it.each<[string, unknown, boolean]>([
    ['an equal value', { source: ['aws.s3'] }, true],
    ['one of several values', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['another value', { source: ['aws.ec2'] }, false],
    ['all fields', { source: ['aws.s3'], 'detail-type': ['Object Created'] }, true],
    ['one field that differs', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }, false],
    ['a value of another type', { detail: { object: { size: ['4096'] } } }, false],
    ['a number', { detail: { object: { size: [4096] } } }, true],
    ['null', { detail: { object: { etag: [null] } } }, true],
    ['the empty text', { detail: { object: { empty: [''] } } }, true],
    ['false', { detail: { deleted: [false] } }, true],
    ['an element of an array', { resources: ['arn:aws:s3:::other'] }, true],
    ['no element of an array', { detail: { flags: [4] } }, false],
    ['an object in an array, whole', { detail: { nested: { kind: ['a'], n: [1] } } }, true],
    ['an object in an array, pieced together', { detail: { nested: { kind: ['a'], n: [2] } } }, false],
    ['prefix', key({ prefix: 'uploads/' }), true],
    ['prefix, another', key({ prefix: 'memory/' }), false],
    ['prefix, ignoring case', key({ prefix: { 'equals-ignore-case': 'UPLOADS/é' } }), true],
    ['suffix', key({ suffix: '.TXT' }), true],
    ['suffix minds case', key({ suffix: '.txt' }), false],
    ['suffix, ignoring case', key({ suffix: { 'equals-ignore-case': '.txt' } }), true],
    ['equals-ignore-case', key({ 'equals-ignore-case': 'UPLOADS/ÉTÉ.txt' }), true],
    ['wildcard', key({ wildcard: 'uploads/*.TXT' }), true],
    ['wildcard for nothing', key({ wildcard: '*uploads/Été.TXT*' }), true],
    ['wildcard does not take a dot for any character', key({ wildcard: 'uploads/*?TXT' }), false],
    ['wildcard with a literal star', key({ wildcard: String.raw`uploads/\*` }), false],
    ['anything-but', { source: [{ 'anything-but': 'aws.ec2' }] }, true],
    ['anything-but, the same', { source: [{ 'anything-but': ['aws.ec2', 'aws.s3'] }] }, false],
    ['anything-but, no such field', { absent: [{ 'anything-but': 'x' }] }, false],
    ['anything-but prefix', key({ 'anything-but': { prefix: 'memory/' } }), true],
    ['anything-but of several suffixes', key({ 'anything-but': { suffix: ['.pdf', '.TXT'] } }), false],
    ['anything-but wildcard', key({ 'anything-but': { wildcard: '*/*.TXT' } }), false],
    ['anything-but, ignoring case', { source: [{ 'anything-but': { 'equals-ignore-case': 'AWS.S3' } }] }, false],
    ['numeric =', size('=', 4096), true],
    ['numeric range, inside', size('>', 0, '<=', 4096), true],
    ['numeric range, at its open end', size('>', 4096), false],
    ['numeric of a text', { source: [{ numeric: ['>', 0] }] }, false],
    ['exists', { detail: { reason: [{ exists: true }] } }, true],
    ['exists, of an object', { detail: { bucket: [{ exists: true }] } }, false],
    ['exists false', { detail: { reason: [{ exists: false }] } }, false],
    ['exists false, absent', { detail: { requester: [{ exists: false }] } }, true],
    ['exists false, below what is absent', { detail: { user: { id: [{ exists: false }] } } }, true],
    ['$or, one fits', { $or: [{ source: ['aws.ec2'] }, { detail: { reason: ['PutObject'] } }] }, true],
    ['$or, none fits', { source: ['aws.s3'], $or: [{ source: ['x'] }, { detail: { reason: ['x'] } }] }, false],
    ['$or below', { detail: { $or: [{ reason: ['x'] }, { deleted: [false] }] } }, true],
    ['a name of every object is no field', { constructor: [{ exists: false }] }, true],
  ])('%s: %j → %s', (_, pattern, expected) => {
    expect(compilePattern(pattern, 'Rule r')(event)).toBe(expected);
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown filter', key({ cidr: '10.0.0.0/8' }), /Rule r\.detail\.object\.key: The filter "cidr"/],
    ['two filters in one', key({ prefix: 'a', suffix: 'b' }), /neither a value nor one filter/],
    ['a filter with a wrong operand', key({ prefix: 7 }), /Rule r\.detail\.object\.key\.prefix/],
    ['a comparison that is none', size('~', 1), /"~ 1" is no comparison/],
    ['a comparison without its number', size('>', 1, '<'), /"< undefined"/],
    ['an empty list', { source: [] }, /empty/],
    ['a bare value', { source: 'aws.s3' }, /Rule r\.source/],
    ['an empty pattern', {}, /at least one field/],
    ['$or of one', { $or: [{ source: ['a'] }] }, /two patterns or more/],
    ['two stars', key({ wildcard: 'a**b' }), /Two stars/],
    ['anything-but of a number range', { a: [{ 'anything-but': { numeric: ['=', 1] } }] }, /cannot be in anything-but/],
  ])('refuses %s, naming the place', (_, pattern, message) => {
    expect(() => compilePattern(pattern, 'Rule r')).toThrow(message);
  });
});
