import type { State, Transition } from './definition.ts';

/** Every way out of a state: its own, its rules' and its catchers'. */
export function transitionsOf(state: State): readonly Transition[] {
  if (state.type === 'Fail') return [];
  if (state.type === 'Choice') return [state, ...state.rules];
  return 'catch' in state ? [state, ...state.catch] : [state];
}
