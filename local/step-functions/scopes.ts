import type { Machine, State } from './definition.ts';
import { InvalidDefinition } from './errors.ts';
import type { Template } from './template.ts';
import { transitionsOf } from './transitions.ts';

interface Scope {
  /** Variables of the scopes around, which can be read here and must not be set. */
  readonly outer: ReadonlySet<string>;
  /** Variables of the scopes around a distributed map: its children do not see them. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * Checks what the language says about variables: a branch or an iteration reads those of the scopes around it, and must
 * not set one of the same name; the children of a distributed map see none of them.
 * @throws InvalidDefinition naming the state and the variable
 * @see AWS Step Functions, "Passing data between states with variables": variable scope
 */
export function checkScopes(machine: Machine): void {
  checkScope(machine, { outer: new Set(), hidden: new Set() });
}

function checkScope(machine: Machine, { outer, hidden }: Scope): void {
  const states = [...machine.states.values()];
  const own = new Set(states.flatMap(state => transitionsOf(state).flatMap(({ assigns }) => assigns)));
  for (const state of states) {
    for (const variable of transitionsOf(state).flatMap(({ assigns }) => assigns)) {
      if (outer.has(variable)) throw invalid(state, variable, 'an outer scope has a variable of that name');
    }
    for (const variable of templatesOf(state).flatMap(({ mentions }) => [...mentions])) {
      if (hidden.has(variable) && !own.has(variable) && !outer.has(variable)) {
        throw invalid(state, variable, 'the children of a distributed map do not see outer variables');
      }
    }
    checkInner(state, { outer: new Set([...outer, ...own]), hidden });
  }
}

function checkInner(state: State, { outer, hidden }: Scope): void {
  if (state.type === 'Parallel') for (const branch of state.branches) checkScope(branch, { outer, hidden });
  if (state.type !== 'Map') return;
  if (state.distributed === undefined) checkScope(state.processor, { outer, hidden });
  else checkScope(state.processor, { outer: new Set(), hidden: new Set([...outer, ...hidden]) });
}

/** All that a state evaluates in its own scope. */
function templatesOf(state: State): Template[] {
  return [...transitionsOf(state).flatMap(({ output, assign }) => [output, assign]), ...ownTemplates(state)].filter(
    template => template !== undefined,
  );
}

function ownTemplates(state: State): Array<Template | undefined> {
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      break;
    case 'Fail':
      return [state.error, state.cause];
    case 'Wait':
      return [state.seconds, state.timestamp];
    case 'Choice':
      return state.rules.map(rule => rule.condition);
    case 'Task':
      return [state.arguments, state.timeoutSeconds, state.heartbeatSeconds];
    case 'Parallel':
      return [state.arguments];
    case 'Map':
      return [
        state.items,
        state.itemSelector,
        state.maxConcurrency,
        state.distributed?.reader?.arguments,
        state.distributed?.toleratedFailureCount,
        state.distributed?.toleratedFailurePercentage,
      ];
  }
  return [];
}

function invalid(state: State, variable: string, why: string): InvalidDefinition {
  return new InvalidDefinition({
    place: `State "${state.name}"`,
    message: `$${variable} cannot be used here: ${why}.`,
    remedy: 'Rename it, or pass the value in through Arguments or ItemSelector.',
  });
}
