import type { Edition } from '../../core/edition/schema.ts';
import type { Spot } from '../../core/playback/cursor.ts';
import type { Mode } from '../../core/playback/modes.ts';
import type { GapItem } from '../../core/playback/program.ts';
import type { Deck } from './deck.ts';

/** `loading` and `awaiting` will go on by themselves: when the clip is loaded, when the paragraph is made. */
export type Phase = 'paused' | 'playing' | 'loading' | 'awaiting' | 'ended' | 'failed';

/** What components show. A new object whenever something of it changes. */
export interface PlayerState {
  readonly phase: Phase;
  readonly mode: Mode;
  readonly speed: number;
  readonly isRepeating: boolean;
  /** How often what is repeated has begun anew, since the page was opened. */
  readonly repetitions: number;
  /** How often the listener went somewhere, since the page was opened. */
  readonly jumps: number;
  /** The sentence that is spoken, or was last; undefined where nothing can be played. Its `ms` is where it was entered. */
  readonly spot: Required<Spot> | undefined;
  /** What was passed over on the way to it, as it is not spoken. */
  readonly passedOver: readonly GapItem[];
  readonly durationMs: number;
}

export interface PlayerOptions {
  readonly deck: Deck;
  readonly edition: Edition;
  readonly mode: Mode;
  readonly speed: number;
  /** The address of a file of the edition. */
  readonly address: (file: string) => string;
  /** Calls back once after a time, in real milliseconds. @returns what takes that back */
  readonly after: (ms: number, callback: () => void) => () => void;
}
