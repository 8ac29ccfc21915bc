import { useEffect, useReducer } from 'preact/hooks';

/** Something that changes, and tells of it. */
export interface Observable<State> {
  readonly state: State;
  /** @returns what ends it */
  subscribe(listener: () => void): () => void;
}

/** A value that anyone may change and observe. */
export class Store<State> implements Observable<State> {
  readonly #listeners = new Set<() => void>();
  #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  set(state: State): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Draws a component again whenever what it observes changes. */
export function useObserved<State>(observable: Observable<State>): State {
  const [, drawAgain] = useReducer((count: number, more: number) => count + more, 0);
  const { state } = observable;
  useEffect(() => {
    // It may have changed between the drawing and now.
    if (observable.state !== state) drawAgain(1);
    return observable.subscribe(() => drawAgain(1));
  }, [observable]);
  return state;
}
