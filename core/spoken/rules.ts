import type { ParagraphKind } from '../edition/schema.ts';

/** What a rule may look at beyond its match. `plain` is the paragraph as audible.ts gives it. */
export interface Surroundings {
  readonly plain: string;
  readonly kind: ParagraphKind;
  /** Whether the paragraph has letters, and none in lower case. */
  readonly allCapitals: boolean;
}

/** The rules of a language, in order of precedence. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  /** Matches, at the end of what precedes a token, what must be said in one breath with it. */
  readonly joinedBefore?: RegExp;
  /** Likewise at the beginning of what follows. */
  readonly joinedAfter?: RegExp;
}

/** One way to read one kind of written token. */
export interface Rule {
  /** For the tests and the log of development. */
  readonly name: string;
  /** Global and Unicode; matches plain text (see audible.ts). Bounded in length, so that reading is linear. */
  readonly pattern: RegExp;
  /** What is said for a match: its words, '' for silence, undefined to leave the token to the voice and later rules. */
  readonly speak: (match: RegExpExecArray, surroundings: Surroundings) => string | undefined;
}

/** A token and what is said for it; code-unit offsets into the audible text. */
export interface Substitution {
  readonly start: number;
  readonly end: number;
  readonly spoken: string;
}

/** Which code units belong to a token already; an earlier rule wins. */
export class Claims {
  readonly #taken: Uint8Array;

  constructor(length: number) {
    this.#taken = new Uint8Array(length);
  }

  /** @returns false, and claims nothing, if any of the stretch is taken */
  claim(start: number, end: number): boolean {
    if (this.#taken.subarray(start, end).includes(1)) return false;
    this.#taken.fill(1, start, end);
    return true;
  }

  has(offset: number): boolean {
    return this.#taken[offset] === 1;
  }
}

/**
 * Applies rules in their order of precedence.
 * @returns substitutions in the order of the text, none overlapping another or what was claimed before
 */
export function applyRules(book: RuleBook, surroundings: Surroundings, claims: Claims): Substitution[] {
  return book.rules
    .flatMap(rule => [...substitutionsBy(rule, surroundings, claims)])
    .map(substitution => joined(substitution, book, surroundings.plain, claims))
    .sort((a, b) => a.start - b.start);
}

function* substitutionsBy(rule: Rule, surroundings: Surroundings, claims: Claims): Generator<Substitution> {
  for (const match of surroundings.plain.matchAll(rule.pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end === start || claims.has(start)) continue;
    const spoken = rule.speak(match, surroundings);
    if (spoken === undefined || spoken === match[0]) continue;
    if (claims.claim(start, end)) yield { start, end, spoken };
  }
}

/** The longest of what may be joined to a token. */
const maxJoined = 8;

/** With what must be said in one breath, and with a space where a letter or figure touches the token. */
function joined(found: Substitution, book: RuleBook, plain: string, claims: Claims): Substitution {
  if (found.spoken.trim() === '') return found;
  const before = book.joinedBefore?.exec(plain.slice(Math.max(0, found.start - maxJoined), found.start))?.[0] ?? '';
  const after = book.joinedAfter?.exec(plain.slice(found.end, found.end + maxJoined))?.[0] ?? '';
  const start = claims.claim(found.start - before.length, found.start) ? found.start - before.length : found.start;
  const end = claims.claim(found.end, found.end + after.length) ? found.end + after.length : found.end;
  const spoken = `${plain.slice(start, found.start)}${found.spoken}${plain.slice(found.end, end)}`;
  return { start, end, spoken: `${touchesWord(plain, start - 1)}${spoken}${touchesWord(plain, end)}` };
}

function touchesWord(plain: string, neighbour: number): '' | ' ' {
  return /[\p{L}\p{N}]/u.test(plain[neighbour] ?? '') ? ' ' : '';
}

/** So far a rule may look for words that tell what a token is: further, and reading would not be linear. */
const reach = 80;

/** What stands around a match, with it. */
export function around({ 0: token, index }: RegExpExecArray, plain: string): string {
  return plain.slice(Math.max(0, index - reach), index + token.length + reach);
}

/** A pattern that matches whole words: no letter, digit or mark touches it on either side. */
export function wholeWord(source: string, flags = 'gu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${source})(?![\\p{L}\\p{N}\\p{M}])`, flags);
}

/** A regular expression's alternatives for literal texts, the longest first. */
export function alternatives(literals: Iterable<string>): string {
  return [...literals]
    .sort((a, b) => b.length - a.length)
    .map(literal => literal.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`))
    .join('|');
}
