import type { Machine, State } from './definition.ts';
import { InvalidDefinition } from './errors.ts';
import { BranchSchema, MachineSchema, NameSchema, parseFields } from './fields.ts';
import { parseState, type Surroundings } from './parse-state.ts';
import { checkScopes } from './scopes.ts';
import type { QueryOptions } from './template.ts';
import { transitionsOf } from './transitions.ts';

export interface ParseOptions extends QueryOptions {
  /** Whether an integration stands behind a resource as it is written. */
  readonly integrates: (resource: string) => boolean;
}

interface Raw {
  readonly QueryLanguage?: string | undefined;
  readonly StartAt: string;
  readonly States: Record<string, { readonly Type: string; readonly QueryLanguage?: string | undefined }>;
}

/**
 * Reads a definition in the Amazon States Language, JSONata mode, compiles its expressions and checks what can be
 * checked before it runs.
 * @param definition parsed JSON
 * @throws InvalidDefinition naming the state and what is wrong with it; never skips what it does not know
 * @see states-language.net
 */
export function parseMachine(definition: unknown, options: ParseOptions): Machine {
  const raw = parseFields(MachineSchema, definition, 'The state machine');
  const names = new Set<string>();
  const around: Surroundings = {
    ...options,
    express: false,
    parseBranch: (branch, place, surroundings) =>
      parseStates(withLanguage(parseFields(BranchSchema, branch, place), raw), place, names, surroundings),
  };
  const machine = { ...parseStates(raw, 'The state machine', names, around), timeoutSeconds: raw.TimeoutSeconds };
  checkScopes(machine);
  return machine;
}

/** A branch speaks the machine's language unless it says otherwise. */
function withLanguage(branch: Raw, machine: Raw): Raw {
  return { ...branch, QueryLanguage: branch.QueryLanguage ?? machine.QueryLanguage };
}

function parseStates(raw: Raw, place: string, names: Set<string>, around: Surroundings): Machine {
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(raw.States)) {
    parseFields(NameSchema, name, `State "${name}", its name`);
    checkLanguage(name, state.QueryLanguage ?? raw.QueryLanguage);
    if (names.has(name)) throw invalid(`State "${name}"`, 'There is another state of this name.', 'Rename one.');
    names.add(name);
    states.set(name, parseState(name, state, around));
  }
  checkTargets(raw.StartAt, states, place);
  return { startAt: raw.StartAt, states, timeoutSeconds: undefined };
}

function checkLanguage(name: string, language = 'JSONPath'): void {
  if (language === 'JSONata') return;
  throw invalid(`State "${name}", QueryLanguage`, `It is ${language}.`, 'Set QueryLanguage to JSONata on the machine.');
}

function checkTargets(startAt: string, states: ReadonlyMap<string, State>, place: string): void {
  const reached = new Set<string>();
  const reach = (target: string, from: string): void => {
    const state = states.get(target);
    if (state === undefined) throw invalid(from, `There is no state "${target}" here.`, 'Mend the name.');
    if (reached.has(target)) return;
    reached.add(target);
    for (const { next } of transitionsOf(state)) if (next !== undefined) reach(next, `State "${target}"`);
  };
  reach(startAt, `${place}, StartAt`);
  const lost = [...states.keys()].find(name => !reached.has(name));
  if (lost !== undefined) throw invalid(`State "${lost}"`, 'No way leads to it.', 'Lead one there, or remove it.');
}

function invalid(place: string, message: string, remedy: string): InvalidDefinition {
  return new InvalidDefinition({ place, message, remedy });
}
