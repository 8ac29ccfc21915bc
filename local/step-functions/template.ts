import jsonata from 'jsonata';
import { InvalidDefinition, StateError } from './errors.ts';
import { addQueryFunctions } from './query-functions.ts';

/** What an expression sees: `states` and the variables, without their `$`. */
export type Bindings = Readonly<Record<string, unknown>>;

/** JSON with JSONata in `{% … %}`, compiled once. */
export interface Template {
  /**
   * @returns plain JSON
   * @throws StateError States.QueryEvaluationError, States.DataLimitExceeded
   */
  evaluate(bindings: Bindings): Promise<unknown>;
  /** Names of all variables that its expressions mention, without their `$`. */
  readonly mentions: ReadonlySet<string>;
}

/** What templates are compiled with. */
export interface QueryOptions {
  /** From 0 up to 1; behind `$random()`. */
  readonly random: () => number;
}

/** The largest input, output, result or variable, in bytes of JSON as UTF-8. */
export const maxPayloadBytes = 262_144;

type Node = (bindings: Bindings) => Promise<unknown>;

/** Endless recursion in an expression must end the expression, not the process. */
const maxExpressionDepth = 1000;

/**
 * @param place the state and the field, for messages
 * @throws InvalidDefinition for JSONata that does not parse
 */
export function compileTemplate(raw: unknown, place: string, options: QueryOptions): Template {
  const mentions = new Set<string>();
  const node = compileNode(raw, place, { ...options, mentions });
  if (node === undefined) {
    const constant = plainJson(raw, place);
    return { evaluate: () => Promise.resolve(constant), mentions };
  }
  return { evaluate: async bindings => plainJson(await node(bindings), place), mentions };
}

interface Compilation extends QueryOptions {
  readonly mentions: Set<string>;
}

/** @returns undefined for what holds no expression, and so is a constant */
function compileNode(raw: unknown, place: string, compilation: Compilation): Node | undefined {
  if (typeof raw === 'string') return raw.startsWith('{%') ? compileExpression(raw, place, compilation) : undefined;
  if (Array.isArray(raw)) return compileArray(raw, place, compilation);
  if (typeof raw === 'object' && raw !== null) return compileObject(raw, place, compilation);
  return undefined;
}

function compileArray(raw: readonly unknown[], place: string, compilation: Compilation): Node | undefined {
  const nodes = raw.map((item, index) => compileNode(item, `${place}[${index}]`, compilation));
  if (nodes.every(node => node === undefined)) return undefined;
  return bindings => Promise.all(nodes.map((node, index) => node?.(bindings) ?? raw[index]));
}

function compileObject(raw: object, place: string, compilation: Compilation): Node | undefined {
  const fields = Object.entries(raw).map(([key, value]: [string, unknown]) => ({
    key,
    value,
    node: compileNode(value, `${place}.${key}`, compilation),
  }));
  if (fields.every(field => field.node === undefined)) return undefined;
  return async bindings => {
    const entries = fields.map(async ({ key, value, node }) => [key, node ? await node(bindings) : value] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
}

function compileExpression(raw: string, place: string, compilation: Compilation): Node {
  const source = /^\{%(.*)%\}$/s.exec(raw)?.[1];
  if (source === undefined) throw invalidExpression(place, 'It begins with "{%" and does not end with "%}".');
  const expression = parseExpression(source, place);
  addQueryFunctions(expression, compilation.random);
  for (const name of variablesOf(expression.ast())) compilation.mentions.add(name);
  return async bindings => {
    const value: unknown = await evaluate(
      expression,
      bindings,
      `The JSONata expression '${source.trim()}' of ${place}`,
    );
    if (value !== undefined) return value;
    const cause = `The JSONata expression '${source.trim()}' of ${place} returned nothing (undefined).`;
    throw new StateError('States.QueryEvaluationError', cause);
  };
}

function parseExpression(source: string, place: string): jsonata.Expression {
  try {
    return jsonata(source, { stack: maxExpressionDepth });
  } catch (cause) {
    throw invalidExpression(place, `The JSONata does not parse: ${messageOf(cause)}`);
  }
}

function invalidExpression(place: string, message: string): InvalidDefinition {
  return new InvalidDefinition({ place, message, remedy: 'Mend the expression.' });
}

async function evaluate(expression: jsonata.Expression, bindings: Bindings, subject: string): Promise<unknown> {
  try {
    return await expression.evaluate(undefined, { ...bindings });
  } catch (cause) {
    throw new StateError('States.QueryEvaluationError', `${subject} threw an error: ${messageOf(cause)}`);
  }
}

/** JSONata throws plain objects with a message, not errors. */
function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}

function variablesOf(ast: unknown, names = new Set<string>(), seen = new Set<unknown>()): Set<string> {
  if (typeof ast !== 'object' || ast === null || seen.has(ast)) return names;
  seen.add(ast);
  if ('type' in ast && ast.type === 'variable' && 'value' in ast && typeof ast.value === 'string') names.add(ast.value);
  for (const child of Object.values(ast)) variablesOf(child, names, seen);
  return names;
}

/**
 * A value as the state machine carries it: copied, without JSONata's own marks, within the limit.
 * @param place what it is, for messages
 * @throws StateError States.DataLimitExceeded, or States.QueryEvaluationError for what is not JSON
 */
export function plainJson(value: unknown, place: string): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw new StateError('States.QueryEvaluationError', `${place} is not JSON: ${messageOf(cause)}`);
  }
  if (text === undefined) throw new StateError('States.QueryEvaluationError', `${place} is not JSON.`);
  // No character of UTF-16 takes more than three bytes: most values need no count.
  if (text.length * 3 > maxPayloadBytes && Buffer.byteLength(text) > maxPayloadBytes) {
    const cause = `${place} is larger than ${maxPayloadBytes} bytes of JSON, the most that a state may carry.`;
    throw new StateError('States.DataLimitExceeded', cause);
  }
  return JSON.parse(text);
}
