import type { SourcedText } from './ssml-reader.ts';

/** The text of eSpeak NG's own SSML, and what each of its code points stands for. */
export interface EspeakMarkup {
  readonly markup: string;
  /** Offset in the submitted text for each code point of the markup; −1 for a tag. */
  readonly origins: readonly number[];
}

export interface MarkupWriter {
  tag(markup: string): void;
  /** Text to be spoken; `at` is where it all stands, where that is not where it was written (an alias). */
  text(text: SourcedText, at?: number): void;
  end(): EspeakMarkup;
}

/** eSpeak NG reads SSML always: what is text must be escaped even where the user gave plain text. */
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Lone surrogates have no UTF-8; invisible characters split words for eSpeak NG. Neither is spoken. */
const UNSPOKEN = /^[\p{Cs}\p{Cf}]$/u;
/** A NUL would end the text for it. */
const CONTROL = /^\p{Cc}$/u;
/** eSpeak NG drops what a word has beyond its buffer of 160 bytes and 200 sounds: a longer one is given to it in parts. */
const MAX_WORD_CHARACTERS = 40;
const WORD_CHARACTER = /^[\p{L}\p{N}\p{M}\p{Cf}]$/u;
/** May begin a part: a mark belongs to the letter before it. */
const PART_START = /^[\p{L}\p{N}]$/u;

export function writeMarkup(): MarkupWriter {
  let markup = '';
  const origins: number[] = [];
  let wordCharacters = 0;
  function append(piece: string, origin: number): void {
    markup += piece;
    for (const _ of piece) origins.push(origin);
  }
  return {
    tag: piece => append(piece, -1),
    text({ text, starts }, at) {
      let unit = 0;
      for (const character of text) {
        const origin = at ?? starts[unit] ?? -1;
        if (wordCharacters >= MAX_WORD_CHARACTERS && PART_START.test(character)) {
          append(' ', origin);
          wordCharacters = 0;
        }
        wordCharacters = WORD_CHARACTER.test(character) ? wordCharacters + 1 : 0;
        append(spoken(character), origin);
        unit += character.length;
      }
    },
    end: () => ({ markup, origins }),
  };
}

/** The value of an attribute, between double quotes. */
export function attributeText(value: string): string {
  return Array.from(value, spoken).join('').replaceAll('"', '&quot;');
}

function spoken(character: string): string {
  if (UNSPOKEN.test(character)) return '';
  if (CONTROL.test(character)) return ' ';
  return ESCAPED[character] ?? character;
}
