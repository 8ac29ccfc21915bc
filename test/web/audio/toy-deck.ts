import type { Cue, Deck, DeckListener } from '../../../web/audio/deck.ts';

/** A deck whose clips last as long as a test says, and whose time passes when it says so. */
export class ToyDeck implements Deck {
  /** What was put on, in order: `url@ms`. */
  readonly cued: string[] = [];
  readonly prepared: string[] = [];
  readonly #listeners: DeckListener[] = [];
  readonly #durationMs: (url: string) => number;
  isPlaying = false;
  refuses = false;
  speed = 1;
  url = '';
  ms = 0;

  constructor(durationMs: (url: string) => number) {
    this.#durationMs = durationMs;
  }

  cue({ url, fromMs }: Cue): void {
    this.cued.push(`${url}@${Math.round(fromMs)}`);
    if (url !== this.url) this.isPlaying = false;
    this.url = url;
    this.ms = fromMs;
  }

  prepare({ url, fromMs }: Cue): void {
    this.prepared.push(`${url}@${Math.round(fromMs)}`);
  }

  async play(): Promise<boolean> {
    if (this.refuses) return false;
    // As an element does that has ended.
    if (this.ms >= this.#durationMs(this.url)) this.ms = 0;
    this.isPlaying = true;
    this.tell('playing');
    return true;
  }

  pause(): void {
    this.isPlaying = false;
  }

  setSpeed(speed: number): void {
    this.speed = speed;
  }

  listen(listener: DeckListener): void {
    this.#listeners.push(listener);
  }

  tell(event: keyof DeckListener): void {
    for (const listener of this.#listeners) listener[event]();
  }

  /** Real milliseconds pass; at the end of a clip it says so. */
  pass(ms: number): void {
    if (!this.isPlaying) return;
    this.ms = Math.min(this.ms + ms * this.speed, this.#durationMs(this.url));
    if (this.ms < this.#durationMs(this.url)) return;
    this.isPlaying = false;
    this.tell('ended');
  }
}
