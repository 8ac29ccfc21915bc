/** A place in a clip. */
export interface Cue {
  readonly url: string;
  readonly fromMs: number;
}

/** What a deck tells of the clip that is on. */
export interface DeckListener {
  /** It was played to its end. */
  ended(): void;
  /** It can not go on for want of data; then, that it does. */
  waiting(): void;
  playing(): void;
  /** It could not be loaded or decoded. */
  failed(): void;
  /** The browser or the system stopped it, or let it go on: another app, a headset. */
  paused(): void;
}

/** Plays clips one after another: one is on, and the next may be got ready meanwhile. */
export interface Deck {
  /** Puts a clip on, at a place of it. One that was prepared, or is on already, is not loaded again. */
  cue(cue: Cue): void;
  /** Gets a clip ready to be put on. */
  prepare(cue: Cue): void;
  /** @returns false if the browser wants the listener to press a button first */
  play(): Promise<boolean>;
  pause(): void;
  /** Pitch is kept. */
  setSpeed(speed: number): void;
  /** Where the clip that is on is played; 0 if there is none. */
  readonly ms: number;
  listen(listener: DeckListener): void;
}
