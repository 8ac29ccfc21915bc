import type { Transition } from './definition.ts';
import type { Frame, Happening } from './run.ts';
import type { Bindings } from './template.ts';

/** How a state was left. */
export interface Left {
  readonly output: unknown;
  readonly assigned: Bindings;
  readonly next: string | undefined;
}

type StateHappening = Extract<Happening, { readonly state: string }>;
type Unplaced<Event> = Event extends unknown ? Omit<Event, 'mapIndex' | 'state'> : never;

/** One state being run. */
export class Visit {
  readonly name: string;
  /** Plain JSON. */
  readonly input: unknown;
  readonly frame: Frame;
  readonly #enteredAt: string;

  constructor(name: string, input: unknown, frame: Frame) {
    this.name = name;
    this.input = input;
    this.frame = frame;
    this.#enteredAt = frame.run.clock.now().toISOString();
  }

  /**
   * What the state's expressions see: the variables, and `$states` with input, context and what the caller adds.
   * @param added `result` after work, `errorOutput` in a Catch
   */
  bindings(
    added: { readonly result?: unknown; readonly errorOutput?: unknown } = {},
    context: {
      readonly retryCount?: number;
      readonly token?: string | undefined;
      readonly mapItem?: Frame['mapItem'];
    } = {},
  ): Bindings {
    const item = context.mapItem ?? this.frame.mapItem;
    return {
      ...this.frame.variables,
      states: {
        input: this.input,
        ...added,
        context: {
          ...this.frame.run.context,
          State: { Name: this.name, EnteredTime: this.#enteredAt, RetryCount: context.retryCount ?? 0 },
          ...(item === undefined ? {} : { Map: { Item: item } }),
          ...(context.token === undefined ? {} : { Task: { Token: context.token } }),
        },
      },
    };
  }

  emit(happening: Unplaced<StateHappening>): void {
    const { run, mapItem } = this.frame;
    run.emit({ ...happening, state: this.name, ...(mapItem === undefined ? {} : { mapIndex: mapItem.Index }) });
  }
}

/**
 * Leaves a state: Output and Assign are evaluated at once, so neither sees what the other does.
 * @param output if the transition has no Output
 * @throws StateError States.QueryEvaluationError, States.DataLimitExceeded
 */
export async function leave(transition: Transition, bindings: Bindings, output: unknown): Promise<Left> {
  const assigned = await transition.assign?.evaluate(bindings);
  return {
    output: transition.output === undefined ? output : await transition.output.evaluate(bindings),
    assigned: isRecord(assigned) ? assigned : {},
    next: transition.next,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
