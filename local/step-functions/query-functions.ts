import { createHash, randomUUID } from 'node:crypto';
import type jsonata from 'jsonata';

const hashAlgorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The longest array that $range makes, as on AWS. */
const maxRangeItems = 1000;

/**
 * Adds the functions that Step Functions has beyond JSONata, and takes away the one it forbids.
 * @param random from 0 up to 1
 * @see AWS Step Functions, "Transforming data with JSONata": functions provided by Step Functions
 */
export function addQueryFunctions(expression: jsonata.Expression, random: () => number): void {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction(
    'random',
    (seed: unknown) => (typeof seed === 'number' ? seeded(seed) : random()),
    '<n?:n>',
  );
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>');
  expression.registerFunction('eval', () => {
    throw new Error('$eval is not there in Step Functions; $parse reads JSON.');
  });
}

function partition(items: readonly unknown[], size: number): unknown[][] {
  if (!(size >= 1)) throw new Error('$partition needs a size of 1 or more.');
  const width = Math.floor(size);
  return Array.from({ length: Math.ceil(items.length / width) }, (_, at) => items.slice(at * width, (at + 1) * width));
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range needs a step that is not 0.');
  const count = Math.floor((last - first) / step) + 1;
  if (count > maxRangeItems) throw new Error(`$range makes at most ${maxRangeItems} items.`);
  return Array.from({ length: Math.max(0, count) }, (_, at) => first + at * step);
}

function hash(text: string, algorithm: string): string {
  const name = hashAlgorithms[algorithm];
  if (name === undefined) throw new Error(`$hash knows ${Object.keys(hashAlgorithms).join(', ')}.`);
  return createHash(name).update(text).digest('hex');
}

/** Repeatable for a seed; AWS does not say which generator it uses, so the numbers differ from AWS's. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}
