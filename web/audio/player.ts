import type { Edition } from '../../core/edition/schema.ts';
import {
  type Cursor,
  clipAt,
  cursorAtMs,
  cursorOf,
  cursorOfAwaited,
  firstFrom,
  passedOver,
  programMs,
  type Spot,
  spotAt,
} from '../../core/playback/cursor.ts';
import { languagesOf, type Mode, maxSpeed, minSpeed } from '../../core/playback/modes.ts';
import { type Program, programOf } from '../../core/playback/program.ts';
import { paragraphStep, type RepeatUnit, repeatUnit, sentenceStep } from '../../core/playback/steps.ts';
import type { Deck } from './deck.ts';
import type { PlayerOptions, PlayerState } from './player-state.ts';

/** Timers and frames are late by some milliseconds; what is cut off of a sentence is silence. */
const toleranceMs = 12;

/**
 * How long a prepared element takes to sound, in real milliseconds: the next clip is started so much before the end of the
 * one before, which sounds to its end. Were it quicker, the 25 ms of the encoder's silence are before its first word.
 * Measured with Chromium: 70 to 76 ms.
 */
const startMs = 60;

/** Plays an edition in a mode, sentence by sentence, and knows where it is. It touches nothing but the deck. */
export class Player {
  readonly #deck: Deck;
  readonly #address: PlayerOptions['address'];
  readonly #after: PlayerOptions['after'];
  readonly #listeners = new Set<() => void>();
  #edition: Edition;
  #program: Program;
  #cursor: Cursor | undefined;
  #unit: RepeatUnit | undefined;
  /** Whether it is to sound, as soon as it can. */
  #isWanted = false;
  /** Whether the listener went somewhere; it is told with the spot where that led, so that nobody takes it for the voice going on. */
  #hasJumped = false;
  /** Real milliseconds before the boundary at which what follows is started. */
  #leadMs = toleranceMs;
  #cancelBoundary: () => void = () => undefined;
  #state: PlayerState;

  constructor({ deck, edition, mode, speed, address, after }: PlayerOptions) {
    this.#deck = deck;
    this.#address = address;
    this.#after = after;
    this.#edition = edition;
    this.#program = programOf(edition, mode);
    this.#cursor = firstFrom(this.#program, 0);
    const { durationMs } = this.#program;
    const spot = this.#cursor && spotAt(this.#program, this.#cursor);
    this.#state = {
      phase: 'paused',
      mode,
      speed,
      isRepeating: false,
      repetitions: 0,
      jumps: 0,
      spot,
      passedOver: [],
      durationMs,
    };
    deck.setSpeed(speed);
    deck.listen({
      ended: () => this.#advance(),
      waiting: () => this.#whilePlaying('loading'),
      playing: () => this.#whilePlaying('playing'),
      failed: () => this.#stop('failed'),
      paused: () => this.#pausedFromOutside(),
    });
    this.#putOn();
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** This very moment, from the deck itself: the spot, and milliseconds of the program. */
  now(): { readonly spot: Required<Spot> | undefined; readonly programMs: number } {
    const cursor = this.#movedCursor();
    if (cursor === undefined) return { spot: undefined, programMs: 0 };
    return { spot: spotAt(this.#program, cursor), programMs: programMs(this.#program, cursor) };
  }

  /** Looks how far the deck is; to be called often while it sounds, as by each frame. */
  tick(): void {
    this.#cursor = this.#movedCursor();
    const cursor = this.#cursor;
    const clip = cursor && clipAt(this.#program, cursor.item);
    if (cursor === undefined || clip === undefined || !this.#isWanted) return;
    if (cursor.ms >= this.#boundaryMs() - this.#leadMs * this.#state.speed) this.#advance();
    else this.#tellSpot();
  }

  play(): void {
    this.#isWanted = true;
    this.#enter(this.#state.phase === 'ended' ? firstFrom(this.#program, 0) : this.#cursor);
  }

  pause(): void {
    this.#isWanted = false;
    this.#cursor = this.#movedCursor();
    this.#cancelBoundary();
    this.#deck.pause();
    this.#tell({ phase: 'paused' });
  }

  toggle(): void {
    if (this.#isWanted) this.pause();
    else this.play();
  }

  /** Goes to a sentence, or a moment of one. One in a language that the mode does not speak changes the mode to it. */
  goTo(spot: Spot): void {
    const { language } = spot;
    const { mode } = this.#state;
    if (language !== undefined && !languagesOf(mode).includes(language)) this.#setProgram(language);
    this.#jump(cursorOf(this.#program, spot));
  }

  seekBy(ms: number): void {
    this.seekTo(this.now().programMs + ms);
  }

  /** @param atMs in the program */
  seekTo(atMs: number): void {
    this.#jump(cursorAtMs(this.#program, atMs));
  }

  step(unit: 'sentence' | 'paragraph', step: 1 | -1): void {
    const cursor = this.#movedCursor();
    if (cursor === undefined) return;
    const next = unit === 'sentence' ? sentenceStep : paragraphStep;
    this.#jump(next(this.#program, cursor, step));
  }

  /** Goes on in another mode: at the same moment if it speaks the language, else at the sentence's counterpart. */
  setMode(mode: Mode): void {
    const cursor = this.#movedCursor();
    const spot = cursor && (spotAt(this.#program, cursor) ?? this.#awaitedSpot(cursor));
    this.#setProgram(mode);
    this.#jump(spot === undefined ? firstFrom(this.#program, 0) : cursorOf(this.#program, spot));
  }

  setSpeed(speed: number): void {
    const bounded = Math.min(Math.max(speed, minSpeed), maxSpeed);
    this.#deck.setSpeed(bounded);
    this.#tell({ speed: bounded });
    this.#scheduleBoundary();
  }

  setRepeating(isRepeating: boolean): void {
    this.#cursor = this.#movedCursor();
    this.#tell({ isRepeating });
    this.#pinUnit();
    this.#prepareNext();
  }

  /** More of the edition is there: it goes on where it is, and what it waited for it plays. */
  setEdition(edition: Edition): void {
    const cursor = this.#movedCursor();
    const spot = cursor && spotAt(this.#program, cursor);
    const gap = cursor && this.#program.items[cursor.item];
    const isOver = spot !== undefined && this.#isWanted && this.#isAtBoundary();
    this.#edition = edition;
    this.#setProgram(this.#state.mode);
    let next = firstFrom(this.#program, 0);
    if (spot !== undefined) next = cursorOf(this.#program, spot) ?? next;
    else if (gap?.kind === 'gap') next = cursorOfAwaited(this.#program, gap);
    if (next === undefined && this.#isWanted) this.#stop('ended');
    else if (isOver) this.#goOnFrom(next);
    else this.#enter(next);
    this.#pinUnit();
  }

  /** A clip that was played to its end would begin again, were it put on once more. */
  #goOnFrom(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
    this.#pinUnit();
    this.#advance();
  }

  #setProgram(mode: Mode): void {
    this.#program = programOf(this.#edition, mode);
    this.#tell({ mode, durationMs: this.#program.durationMs });
  }

  #awaitedSpot({ item }: Cursor): Spot | undefined {
    const gap = this.#program.items[item];
    return gap && { paragraph: gap.paragraph, sentence: 0, language: gap.language };
  }

  #movedCursor(): Cursor | undefined {
    const cursor = this.#cursor;
    const clip = cursor && clipAt(this.#program, cursor.item);
    if (cursor === undefined || clip === undefined || this.#state.phase === 'ended') return cursor;
    // An element tells its time in microseconds: what was rounded down would be the end of the sentence before.
    const { ms } = this.#deck;
    if (Math.abs(ms - cursor.ms) < 1) return cursor;
    return { item: cursor.item, ms: Math.min(Math.max(ms, clip.fromMs), clip.toMs) };
  }

  /** By the listener's will: what is repeated is from now on the sentence that one comes to. */
  #jump(cursor: Cursor | undefined): void {
    if (cursor === undefined) return;
    const isOver = this.#state.phase === 'ended' || this.#state.phase === 'failed';
    this.#tell({ passedOver: [], ...(isOver ? { phase: 'paused' } : {}) });
    this.#hasJumped = true;
    this.#enter(cursor);
    this.#pinUnit();
  }

  #pinUnit(): void {
    const { isRepeating } = this.#state;
    this.#unit = isRepeating && this.#cursor !== undefined ? repeatUnit(this.#program, this.#cursor) : undefined;
  }

  #advance(): void {
    const cursor = this.#cursor;
    if (cursor === undefined || !this.#isWanted) return;
    if (this.#unit?.endItem === cursor.item) {
      const { from } = this.#unit;
      this.#tell({ repetitions: this.#state.repetitions + 1 });
      this.#enter(from);
      return;
    }
    const next = firstFrom(this.#program, cursor.item + 1);
    const passed = passedOver(this.#program, cursor.item + 1, next?.item ?? this.#program.items.length);
    if (passed.length + this.#state.passedOver.length > 0) this.#tell({ passedOver: passed });
    if (next === undefined) this.#stop('ended');
    else this.#enter(next);
  }

  /** Goes to a cursor, and sounds from there if that is wanted. */
  #enter(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
    this.#cancelBoundary();
    if (!this.#putOn()) {
      this.#deck.pause();
      this.#tell({ phase: this.#isWanted && cursor !== undefined ? 'awaiting' : 'paused' });
      return;
    }
    this.#tellSpot();
    if (this.#isWanted) this.#sound();
    this.#prepareNext();
  }

  /** @returns false where there is no clip to put on */
  #putOn(): boolean {
    const cursor = this.#cursor;
    const clip = cursor && clipAt(this.#program, cursor.item);
    if (cursor === undefined || clip === undefined) return false;
    this.#deck.cue({ url: this.#address(clip.file), fromMs: cursor.ms });
    return true;
  }

  #sound(): void {
    if (this.#state.phase !== 'playing') this.#tell({ phase: 'loading' });
    void this.#soundIfAllowed();
  }

  async #soundIfAllowed(): Promise<void> {
    if (!(await this.#deck.play())) this.pause();
  }

  /** The next clip loads while this one sounds. */
  #prepareNext(): void {
    const cursor = this.#cursor;
    if (cursor === undefined) return;
    const isLast = this.#unit?.endItem === cursor.item;
    const next = isLast ? this.#unit?.from : firstFrom(this.#program, cursor.item + 1);
    const clip = next && clipAt(this.#program, next.item);
    const current = clipAt(this.#program, cursor.item);
    const isToItsEnd = current !== undefined && this.#boundaryMs() >= current.clipMs - toleranceMs;
    this.#leadMs = isToItsEnd && clip !== undefined && clip.file !== current.file ? startMs : toleranceMs;
    if (next !== undefined && clip !== undefined) {
      this.#deck.prepare({ url: this.#address(clip.file), fromMs: next.ms });
    }
    this.#scheduleBoundary();
  }

  #boundaryMs(): number {
    const cursor = this.#cursor;
    const clip = cursor && clipAt(this.#program, cursor.item);
    if (cursor === undefined || clip === undefined) return Number.POSITIVE_INFINITY;
    return this.#unit?.endItem === cursor.item ? this.#unit.endMs : clip.toMs;
  }

  /** A page in the background has no frames, but it has timers as long as it sounds. */
  #scheduleBoundary(): void {
    this.#cancelBoundary();
    const leftMs = (this.#boundaryMs() - this.#deck.ms) / this.#state.speed;
    if (!this.#isWanted || !Number.isFinite(leftMs)) return;
    this.#cancelBoundary = this.#after(Math.max(leftMs - this.#leadMs, 4), () => {
      this.tick();
      if (this.#isWanted) this.#scheduleBoundary();
    });
  }

  #whilePlaying(phase: 'loading' | 'playing'): void {
    if (this.#isWanted) this.#tell({ phase });
    if (phase === 'playing') this.#scheduleBoundary();
  }

  #pausedFromOutside(): void {
    // At its end an element pauses by itself, and then says that it ended.
    if (this.#state.phase === 'playing' && this.#isWanted && !this.#isAtBoundary()) this.pause();
  }

  #isAtBoundary(): boolean {
    return this.#deck.ms >= this.#boundaryMs() - 2 * toleranceMs;
  }

  #stop(phase: 'ended' | 'failed'): void {
    if (phase === 'failed' && !this.#isWanted) return;
    this.#isWanted = false;
    this.#cancelBoundary();
    this.#deck.pause();
    this.#tell({ phase });
  }

  #tellSpot(): void {
    const spot = this.#cursor && spotAt(this.#program, this.#cursor);
    const last = this.#state.spot;
    const isSame =
      spot?.paragraph === last?.paragraph && spot?.sentence === last?.sentence && spot?.language === last?.language;
    if (isSame && !this.#hasJumped) return;
    const jumps = this.#state.jumps + Number(this.#hasJumped);
    this.#hasJumped = false;
    this.#tell({ spot, jumps });
  }

  #tell(changed: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener();
  }
}
