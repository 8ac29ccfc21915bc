/** What a page of an article shows and sounds at one moment. */
export interface Moment {
  /** Of the clip that sounds: the last part of its address; empty if none does. */
  readonly clip: string;
  readonly ms: number;
  readonly speed: number;
  /** The sentence that is marked, as `p1s0`. */
  readonly sentence: string;
  readonly language: string;
  /** Its counterpart, in the other language. */
  readonly counterpart: string;
  /** The word that is marked, and its number in the clip; -1 for none. */
  readonly word: string;
  readonly wordIndex: number;
  /** Of the page's clock. */
  readonly atMs: number;
}

/** An element that has a box on the page. */
export interface ShownElement {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly left: number;
  readonly href: string | null;
  readonly rel: string | null;
}

/** What tests call in a page; see test/web/in-page.ts. */
export interface InPage {
  /** After the player has drawn a frame. */
  moment(): Promise<Moment>;
  startRecord(): void;
  /** What was seen since then, every few milliseconds. */
  stopRecord(): Moment[];
  shown(selector: string): ShownElement[];
  /** The middle of a word of a sentence, in the window. */
  wordAt(sentence: string, language: string, word: string): { readonly x: number; readonly y: number };
}
