import * as v from 'valibot';
import { InvalidPattern } from './invalid-pattern.ts';

/** Whether one value of an event fits; undefined where the event has no such field. */
export type Filter = (value: unknown) => boolean;

type CompileFilter = (operand: unknown, place: string) => Filter;

const compilers: Readonly<Record<string, CompileFilter>> = {
  exists(operand, place) {
    const wanted = parse(v.boolean(), operand, `${place}.exists`);
    return value => isLeaf(value) === wanted;
  },
  prefix: textFilter('prefix', (value, operand) => value.startsWith(operand)),
  suffix: textFilter('suffix', (value, operand) => value.endsWith(operand)),
  'equals-ignore-case'(operand, place) {
    const wanted = parse(v.string(), operand, `${place}.equals-ignore-case`).toLowerCase();
    return value => typeof value === 'string' && value.toLowerCase() === wanted;
  },
  wildcard(operand, place) {
    const pattern = wildcardPattern(parse(v.string(), operand, `${place}.wildcard`), `${place}.wildcard`);
    return value => typeof value === 'string' && pattern.test(value);
  },
  numeric: compileNumeric,
  'anything-but': compileAnythingBut,
};

/**
 * Compiles one value of a pattern's list: a value that must be equal, or a filter such as `{ "prefix": "uploads/" }`.
 * @throws InvalidPattern naming the filter that is not known
 */
export function compileFilter(wanted: unknown, place: string): Filter {
  if (isScalar(wanted)) return value => value === wanted;
  const [name, operand] = onlyField(wanted, place);
  const compile = Object.hasOwn(compilers, name) ? compilers[name] : undefined;
  if (compile !== undefined) return compile(operand, place);
  throw new InvalidPattern(place, `The filter "${name}" is not one of ${Object.keys(compilers).join(', ')}.`);
}

/** `prefix` and `suffix`, whose operand may ask to ignore case. */
function textFilter(name: string, fits: (value: string, operand: string) => boolean): CompileFilter {
  const Operand = v.union([v.string(), v.strictObject({ 'equals-ignore-case': v.string() })]);
  return (raw, place) => {
    const operand = parse(Operand, raw, `${place}.${name}`);
    if (typeof operand === 'string') return value => typeof value === 'string' && fits(value, operand);
    const lower = operand['equals-ignore-case'].toLowerCase();
    return value => typeof value === 'string' && fits(value.toLowerCase(), lower);
  };
}

/** A `*` stands for any characters, none included; a backslash takes `*` and itself literally. */
function wildcardPattern(text: string, place: string): RegExp {
  if (text.includes('**')) throw new InvalidPattern(place, 'Two stars must not follow each other.');
  const source = text.replaceAll(/\\[*\\]|\*|[^*\\]+|\\/g, part => {
    if (part === '*') return '.*';
    const literal = part.length === 2 && part.startsWith('\\') ? part.slice(1) : part;
    return literal.replaceAll(/[.+?^${}()|[\]\\*/]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`, 's');
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compileNumeric(operand: unknown, place: string): Filter {
  const at = `${place}.numeric`;
  const parts = parse(v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(2)), operand, at);
  const tests = Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) => {
    const [operator, bound] = parts.slice(index * 2, index * 2 + 2);
    const compare =
      typeof operator === 'string' && Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    if (compare === undefined || typeof bound !== 'number') {
      throw new InvalidPattern(at, `"${String(operator)} ${String(bound)}" is no comparison with a number.`);
    }
    return (value: number) => compare(value, bound);
  });
  return value => typeof value === 'number' && tests.every(holds => holds(value));
}

/** Fits a field that is there and has none of these values; the list may hold filters' operands: `{ "prefix": […] }`. */
function compileAnythingBut(operand: unknown, place: string): Filter {
  const at = `${place}.anything-but`;
  const refused = anythingBut(operand, at);
  return value => isLeaf(value) && !refused.some(fits => fits(value));
}

function anythingBut(operand: unknown, at: string): Filter[] {
  const list: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.every(isScalar)) return list.map(value => compileFilter(value, at));
  const [name, inner] = onlyField(operand, at);
  if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name)) {
    throw new InvalidPattern(at, `The filter "${name}" cannot be in anything-but.`);
  }
  const operands: unknown[] = Array.isArray(inner) ? inner : [inner];
  return operands.map(one => compileFilter({ [name]: one }, at));
}

function onlyField(wanted: unknown, place: string): [string, unknown] {
  const fields = typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted) ? Object.entries(wanted) : [];
  const [field] = fields;
  if (field !== undefined && fields.length === 1) return field;
  throw new InvalidPattern(place, `${JSON.stringify(wanted)} is neither a value nor one filter.`);
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, operand: unknown, place: string): Output {
  const parsed = v.safeParse(schema, operand);
  if (parsed.success) return parsed.output;
  throw new InvalidPattern(place, parsed.issues[0].message);
}

function isScalar(value: unknown): value is boolean | number | string | null {
  return value === null || ['boolean', 'number', 'string'].includes(typeof value);
}

/** Filters see leaves alone: `exists` says of an object that it is not there, as EventBridge does. */
function isLeaf(value: unknown): boolean {
  return isScalar(value);
}
