import { Store } from '../observed.ts';
import type { Player } from './player.ts';

/** Off, minutes from now, or the end of the paragraph that is spoken. */
export type Sleep = 'off' | 'paragraph' | number;

export const sleepMinutes = [5, 15, 30, 45, 60] as const;

/** Pauses the player when its time is over and the sentence that is spoken then has ended. */
export class SleepTimer {
  readonly setting = new Store<Sleep>('off');
  readonly #player: Pick<Player, 'state' | 'pause' | 'subscribe'>;
  readonly #nowMs: () => number;
  #endMs = Number.POSITIVE_INFINITY;
  #sentence: string;
  #paragraph: number | undefined;
  #jumps: number;

  constructor(player: Pick<Player, 'state' | 'pause' | 'subscribe'>, nowMs: () => number) {
    this.#player = player;
    this.#nowMs = nowMs;
    this.#sentence = this.#spokenSentence();
    this.#jumps = player.state.jumps;
    player.subscribe(() => this.#look());
  }

  set(setting: Sleep): void {
    this.#endMs = typeof setting === 'number' ? this.#nowMs() + setting * 60_000 : Number.POSITIVE_INFINITY;
    this.#paragraph = this.#player.state.spot?.paragraph;
    this.setting.set(setting);
  }

  /** Whole minutes until it pauses; undefined if it counts none. */
  get minutesLeft(): number | undefined {
    return Number.isFinite(this.#endMs) ? Math.max(1, Math.ceil((this.#endMs - this.#nowMs()) / 60_000)) : undefined;
  }

  #look(): void {
    const { spot, jumps } = this.#player.state;
    const sentence = this.#spokenSentence();
    if (jumps !== this.#jumps) {
      // The listener went there: nothing has ended, and the paragraph meant is from now on that one.
      this.#jumps = jumps;
      this.#sentence = sentence;
      this.#paragraph = spot?.paragraph;
      return;
    }
    if (sentence === this.#sentence) return;
    this.#sentence = sentence;
    const setting = this.setting.state;
    const isOver = setting === 'paragraph' ? spot?.paragraph !== this.#paragraph : this.#nowMs() >= this.#endMs;
    if (setting === 'off' || !isOver) return;
    this.set('off');
    this.#player.pause();
  }

  /** Another each time that a sentence begins, the same one again too. */
  #spokenSentence(): string {
    const { spot, repetitions } = this.#player.state;
    return `${spot?.language} ${spot?.paragraph} ${spot?.sentence} ${repetitions}`;
  }
}
