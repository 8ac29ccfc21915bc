import { type Audible, writtenStretch } from './audible.ts';
import type { Piece } from './pieces.ts';
import type { SpeechChunk, SpokenSpan } from './types.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as literal content of an XML document; expects no character that XML forbids. Quotes need no escape here. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>]/gu, character => entities[character] ?? character);
}

const opening = '<speak>';
const closing = '</speak>';
const subClosing = '</sub>';
const langClosing = '</lang>';

function subOpening(spoken: string): string {
  return `<sub alias="${escapeXml(spoken).replaceAll('"', '&quot;')}">`;
}

function langOpening(tag: string): string {
  return `<lang xml:lang="${tag}">`;
}

function breakElement(pauseMs: number): string {
  return pauseMs > 0 ? `<break time="${pauseMs}ms"/>` : '';
}

/** Characters of a document beside its pieces: the root, a pause at each end, a language opened again after a cut. */
export const documentOverhead =
  opening.length + 2 * breakElement(10_000).length + closing.length + langOpening('xxx-XX').length + langClosing.length;

/** Characters that a substitution's tags add to its content. */
export function subTagLength(spoken: string): number {
  return subOpening(spoken).length + subClosing.length;
}

/** Characters that a foreign stretch's tags add to its content. */
export function langTagLength(tag: string): number {
  return langOpening(tag).length + langClosing.length;
}

/**
 * The most code units of a written token that stand in the SSML; the rest of a longer one (an address on the web) is
 * left out, since its alias is what is said.
 */
export const maxTokenContent = 100;

/** The content of a token's `<sub>`: its first maxTokenContent code units, no surrogate pair cut. */
export function tokenContent(audible: Audible, piece: Piece): string {
  const whole = audible.text.slice(piece.start, piece.end);
  if (whole.length <= maxTokenContent) return whole;
  return whole.slice(0, maxTokenContent).replace(/\p{Surrogate}$/u, '');
}

/** A document in the making. */
class SsmlWriter {
  readonly spans: SpokenSpan[] = [];
  billedCharacters = 0;
  readonly #audible: Audible;
  #ssml: string;

  constructor(audible: Audible, pauseMs: number) {
    this.#audible = audible;
    this.#ssml = `${opening}${breakElement(pauseMs)}`;
  }

  write(piece: Piece): void {
    if (piece.spoken === '') return;
    if (piece.spoken !== undefined) this.#writeSubstitution(piece, piece.spoken);
    else if (piece.tag === undefined) this.#writeLiteral(piece);
    else {
      this.#ssml += langOpening(piece.tag);
      this.#writeLiteral(piece);
      this.#ssml += langClosing;
    }
  }

  finish(pauseMs: number): string {
    return `${this.#ssml}${breakElement(pauseMs)}${closing}`;
  }

  #writeSubstitution(piece: Piece, spoken: string): void {
    const content = tokenContent(this.#audible, piece);
    const element = `${subOpening(spoken)}${escapeXml(content)}${subClosing}`;
    const start = this.#ssml.length;
    const end = start + element.length;
    const { start: writtenStart, end: writtenEnd } = writtenStretch(this.#audible, piece.start, piece.end);
    const ssmlStart = start + subOpening(spoken).length;
    this.spans.push({ ssmlStart, ssmlEnd: end - subClosing.length, writtenStart, writtenEnd, element: { start, end } });
    this.#ssml += element;
    this.billedCharacters += Math.max(content.length, spoken.length);
  }

  /** One span for each run of written text without entity or unspoken character, one for each entity. */
  #writeLiteral({ start, end }: Piece): void {
    const { text, writtenOffsets } = this.#audible;
    let runStart = start;
    for (let at = start; at < end; at += 1) {
      const entity = entities[text[at] ?? ''];
      const follows = at > runStart && writtenOffsets[at] === (writtenOffsets[at - 1] ?? 0) + 1;
      if (entity !== undefined || !follows) {
        this.#append(runStart, at, text.slice(runStart, at));
        runStart = at;
      }
      if (entity !== undefined) {
        this.#append(at, at + 1, entity);
        runStart = at + 1;
      }
    }
    this.#append(runStart, end, text.slice(runStart, end));
    this.billedCharacters += end - start;
  }

  #append(start: number, end: number, content: string): void {
    if (start === end) return;
    const { start: writtenStart, end: writtenEnd } = writtenStretch(this.#audible, start, end);
    const ssmlStart = this.#ssml.length;
    this.#ssml += content;
    this.spans.push({ ssmlStart, ssmlEnd: this.#ssml.length, writtenStart, writtenEnd });
  }
}

/** Silence around what is said, in milliseconds; 0 for none. */
export interface Pauses {
  readonly beforeMs: number;
  readonly afterMs: number;
}

export function renderChunk(audible: Audible, pieces: readonly Piece[], { beforeMs, afterMs }: Pauses): SpeechChunk {
  const writer = new SsmlWriter(audible, beforeMs);
  for (const piece of pieces) writer.write(piece);
  return { ssml: writer.finish(afterMs), billedCharacters: writer.billedCharacters, spans: writer.spans };
}
