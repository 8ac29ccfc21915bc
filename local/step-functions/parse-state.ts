import type { Catcher, Fallible, Machine, MapState, State, Transition } from './definition.ts';
import { InvalidDefinition } from './errors.ts';
import * as fields from './fields.ts';
import { compileTemplate, type QueryOptions, type Template } from './template.ts';

/** What parsing a state needs of the machine around it. */
export interface Surroundings extends QueryOptions {
  /** Whether an integration stands behind a resource, `.waitForTaskToken` taken off. */
  readonly integrates: (resource: string) => boolean;
  /** Inside an EXPRESS child: no task tokens there. */
  readonly express: boolean;
  readonly parseBranch: (raw: unknown, place: string, around: Surroundings) => Machine;
}

type Parse = (name: string, raw: unknown, around: Surroundings) => State;

const tokenSuffix = '.waitForTaskToken';

const parsers: Readonly<Record<State['type'], Parse>> = {
  Pass: (name, raw, around) => {
    const state = fields.parseFields(fields.PassSchema, raw, `State "${name}"`);
    return { type: 'Pass', name, ...transition(name, state, around) };
  },
  Succeed: (name, raw, around) => {
    const state = fields.parseFields(fields.SucceedSchema, raw, `State "${name}"`);
    return { type: 'Succeed', name, ...assigned(name, state, around), next: undefined };
  },
  Fail: (name, raw, around) => {
    const state = fields.parseFields(fields.FailSchema, raw, `State "${name}"`);
    const error = optional(name, 'Error', state.Error, around);
    return { type: 'Fail', name, error, cause: optional(name, 'Cause', state.Cause, around) };
  },
  Wait: parseWait,
  Choice: parseChoice,
  Task: parseTask,
  Parallel: parseParallel,
  Map: parseMap,
};

/**
 * @throws InvalidDefinition naming the state, for a type, field, value, expression or integration that is not known
 */
export function parseState(name: string, raw: { readonly Type: string }, around: Surroundings): State {
  const parse = isStateType(raw.Type) ? parsers[raw.Type] : undefined;
  if (parse !== undefined) return parse(name, raw, around);
  throw invalid(name, 'Type', `"${raw.Type}" is no type of state.`, `Use ${Object.keys(parsers).join(', ')}.`);
}

function isStateType(type: string): type is State['type'] {
  return Object.hasOwn(parsers, type);
}

function parseWait(name: string, raw: unknown, around: Surroundings): State {
  const state = fields.parseFields(fields.WaitSchema, raw, `State "${name}"`);
  if ((state.Seconds === undefined) === (state.Timestamp === undefined)) {
    throw invalid(name, 'Seconds', 'A Wait needs either Seconds or Timestamp.', 'Give one of them.');
  }
  const seconds = optional(name, 'Seconds', state.Seconds, around);
  const timestamp = optional(name, 'Timestamp', state.Timestamp, around);
  return { type: 'Wait', name, seconds, timestamp, ...transition(name, state, around) };
}

function parseChoice(name: string, raw: unknown, around: Surroundings): State {
  const state = fields.parseFields(fields.ChoiceSchema, raw, `State "${name}"`);
  const rules = state.Choices.map((rule, index) => ({
    condition: compileTemplate(rule.Condition, `${name}.Choices[${index}].Condition`, around),
    ...assigned(`${name}.Choices[${index}]`, rule, around),
    next: rule.Next,
  }));
  return { type: 'Choice', name, rules, ...assigned(name, state, around), next: state.Default };
}

function parseTask(name: string, raw: unknown, around: Surroundings): State {
  const state = fields.parseFields(fields.TaskSchema, raw, `State "${name}"`);
  const waitsForToken = state.Resource.endsWith(tokenSuffix);
  if (!around.integrates(state.Resource)) {
    throw invalid(name, 'Resource', `There is no integration for ${state.Resource}.`, 'Give the local cloud one.');
  }
  if (waitsForToken && around.express) {
    throw invalid(name, 'Resource', 'An EXPRESS child cannot wait for a task token.', 'Make the children STANDARD.');
  }
  return {
    type: 'Task',
    name,
    resource: state.Resource,
    waitsForToken,
    arguments: optional(name, 'Arguments', state.Arguments, around),
    timeoutSeconds: optional(name, 'TimeoutSeconds', state.TimeoutSeconds, around),
    heartbeatSeconds: optional(name, 'HeartbeatSeconds', state.HeartbeatSeconds, around),
    ...fallible(name, state, around),
    ...transition(name, state, around),
  };
}

function parseParallel(name: string, raw: unknown, around: Surroundings): State {
  const state = fields.parseFields(fields.ParallelSchema, raw, `State "${name}"`);
  return {
    type: 'Parallel',
    name,
    arguments: optional(name, 'Arguments', state.Arguments, around),
    branches: state.Branches.map((branch, at) =>
      around.parseBranch(branch, `State "${name}", Branches[${at}]`, around),
    ),
    ...fallible(name, state, around),
    ...transition(name, state, around),
  };
}

function parseMap(name: string, raw: unknown, around: Surroundings): State {
  const state = fields.parseFields(fields.MapSchema, raw, `State "${name}"`);
  const distributed = parseDistributed(name, state, around);
  const express = distributed?.executionType === 'EXPRESS' || around.express;
  return {
    type: 'Map',
    name,
    items: optional(name, 'Items', state.Items, around),
    itemSelector: optional(name, 'ItemSelector', state.ItemSelector, around),
    maxConcurrency: optional(name, 'MaxConcurrency', state.MaxConcurrency, around),
    processor: around.parseBranch(state.ItemProcessor, `State "${name}", ItemProcessor`, { ...around, express }),
    distributed,
    ...fallible(name, state, around),
    ...transition(name, state, around),
  };
}

type MapFields = ReturnType<typeof parseMapFields>;
const parseMapFields = (raw: unknown) => fields.parseFields(fields.MapSchema, raw, '');

function parseDistributed(name: string, state: MapFields, around: Surroundings): MapState['distributed'] {
  const config = state.ItemProcessor.ProcessorConfig;
  if (config.Mode === 'INLINE') {
    const own = ['ItemReader', 'Label', 'ToleratedFailurePercentage', 'ToleratedFailureCount'] as const;
    const stray = own.find(field => state[field] !== undefined) ?? (config.ExecutionType && 'ExecutionType');
    if (stray) throw invalid(name, stray, 'Only a DISTRIBUTED map has it.', 'Change the Mode, or leave it out.');
    return undefined;
  }
  if (config.ExecutionType === undefined) {
    throw invalid(name, 'ExecutionType', 'A DISTRIBUTED map needs one.', 'Use STANDARD or EXPRESS.');
  }
  if (state.Items !== undefined && state.ItemReader !== undefined) {
    throw invalid(name, 'ItemReader', 'A map has either Items or an ItemReader.', 'Leave one out.');
  }
  return {
    executionType: config.ExecutionType,
    label: state.Label,
    reader: parseReader(name, state.ItemReader, around),
    toleratedFailurePercentage: optional(name, 'ToleratedFailurePercentage', state.ToleratedFailurePercentage, around),
    toleratedFailureCount: optional(name, 'ToleratedFailureCount', state.ToleratedFailureCount, around),
  };
}

function parseReader(name: string, reader: MapFields['ItemReader'], around: Surroundings) {
  if (reader === undefined) return undefined;
  if (!around.integrates(reader.Resource)) {
    throw invalid(name, 'ItemReader', `There is no integration for ${reader.Resource}.`, 'Give the local cloud one.');
  }
  return {
    resource: reader.Resource,
    inputType: reader.ReaderConfig.InputType,
    maxItems: reader.ReaderConfig.MaxItems,
    arguments: compileTemplate(reader.Arguments, `${name}.ItemReader.Arguments`, around),
  };
}

interface AssignFields {
  readonly Output?: unknown;
  readonly Assign?: Record<string, unknown> | undefined;
}

function transition(
  name: string,
  state: AssignFields & { readonly Next?: string | undefined; readonly End?: true | undefined },
  around: Surroundings,
): Transition {
  if ((state.Next === undefined) === (state.End === undefined)) {
    throw invalid(name, 'Next', 'A state needs either Next or End.', 'Give one of them.');
  }
  return { ...assigned(name, state, around), next: state.Next };
}

function assigned(place: string, state: AssignFields, around: Surroundings): Omit<Transition, 'next'> {
  const assigns = Object.keys(state.Assign ?? {});
  for (const variable of assigns) {
    if (variable === 'states' || !/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u.test(variable)) {
      throw invalid(place, 'Assign', `"${variable}" is no name for a variable.`, 'Use up to 80 letters and digits.');
    }
  }
  return {
    output: optional(place, 'Output', state.Output, around),
    assign: optional(place, 'Assign', state.Assign, around),
    assigns,
  };
}

interface FallibleFields {
  readonly Retry: ReturnType<typeof parseRetrier>[];
  readonly Catch: ReturnType<typeof parseCatcher>[];
}
const parseRetrier = (raw: unknown) => fields.parseFields(fields.RetrierSchema, raw, '');
const parseCatcher = (raw: unknown) => fields.parseFields(fields.CatcherSchema, raw, '');

function fallible(name: string, state: FallibleFields, around: Surroundings): Fallible {
  const catchers: Catcher[] = state.Catch.map((catcher, index) => ({
    errorEquals: catcher.ErrorEquals,
    ...assigned(`${name}.Catch[${index}]`, catcher, around),
    next: catcher.Next,
  }));
  const retriers = state.Retry.map(retrier => ({
    errorEquals: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds,
    maxAttempts: retrier.MaxAttempts,
    backoffRate: retrier.BackoffRate,
    maxDelaySeconds: retrier.MaxDelaySeconds,
    fullJitter: retrier.JitterStrategy === 'FULL',
  }));
  for (const [field, all] of [
    ['Retry', retriers],
    ['Catch', catchers],
  ] as const)
    checkWildcards(name, field, all);
  return { retry: retriers, catch: catchers };
}

/** AWS takes States.ALL alone, and last. */
function checkWildcards(
  name: string,
  field: string,
  all: ReadonlyArray<{ readonly errorEquals: readonly string[] }>,
): void {
  const misplaced = all.some(
    ({ errorEquals }, index) =>
      errorEquals.includes('States.ALL') && (errorEquals.length > 1 || index < all.length - 1),
  );
  if (misplaced) throw invalid(name, field, 'States.ALL must stand alone, in the last place.', 'Move it.');
}

function optional(name: string, field: string, raw: unknown, around: Surroundings): Template | undefined {
  return raw === undefined ? undefined : compileTemplate(raw, `${name}.${field}`, around);
}

function invalid(name: string, field: string, message: string, remedy: string): InvalidDefinition {
  return new InvalidDefinition({ place: `State "${name}", ${field}`, message, remedy });
}
