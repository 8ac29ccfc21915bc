import { findTerms, type Term, type TermPlace } from '../../core/terminology/terminology.ts';
import type { TranslationEngine } from './engine.ts';

/** A line, and the terms that were obeyed in it, in their order. */
export interface ObedientLine {
  readonly line: string;
  readonly applied: readonly Term[];
}

/**
 * Translates lines so that each term in them becomes what the terminology says, whatever the engine: a made-up word goes
 * through in the term's place. Should the engine lose one, what stands between the terms of that line is translated alone.
 * @param lines as TranslationEngine takes them
 */
export async function translateObediently(
  engine: TranslationEngine,
  lines: readonly string[],
  terms: readonly Term[],
): Promise<ObedientLine[]> {
  const protectedLines = lines.map(line => protect(line, findTerms(line, terms)));
  const translated = await engine.translate(protectedLines.map(({ line }) => line));
  return Promise.all(
    protectedLines.map(async ({ places, stands }, index) => ({
      line: restored(translated[index] ?? '', stands) ?? (await inPieces(engine, lines[index] ?? '', places)),
      applied: places.map(({ source, target }) => ({ source, target })),
    })),
  );
}

interface ProtectedLine {
  readonly line: string;
  readonly places: readonly TermPlace[];
  /** What stands for each term, and what it becomes. */
  readonly stands: readonly { readonly word: string; readonly target: string }[];
}

function protect(line: string, places: readonly TermPlace[]): ProtectedLine {
  const stem = unusedStem(line);
  const stands = places.map(({ target }, index) => ({ word: `${stem}${letters(index)}`, target }));
  const pieces = places.map(
    ({ start }, index) => `${line.slice(places[index - 1]?.end ?? 0, start)}${stands[index]?.word}`,
  );
  return { line: pieces.join('') + line.slice(places.at(-1)?.end ?? 0), places, stands };
}

/**
 * In capitals an engine takes a word that it does not know for a name: it stays where it is, as it is; the sentence stays
 * one. Apertium passes it on untouched, next to articles, elisions and punctuation (measured 2026-11).
 */
function unusedStem(line: string): string {
  let stem = 'XQZ';
  while (line.includes(stem)) stem += 'Q';
  return stem;
}

/** 0 is `AA`, 1 `AB`; always two letters and more, so that none begins another. */
function letters(index: number): string {
  const letter = (digit: number) => String.fromCodePoint(65 + digit);
  return letter(Math.floor(index / 26) % 26) + letter(index % 26) + 'X'.repeat(Math.floor(index / 676));
}

/** @returns undefined unless each made-up word is there exactly once */
function restored(line: string, stands: ProtectedLine['stands']): string | undefined {
  let whole = line;
  for (const { word, target } of stands) {
    const [before = '', after, ...more] = whole.split(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
    if (after === undefined || more.length > 0) return undefined;
    whole = before + target + after;
  }
  return whole;
}

async function inPieces(engine: TranslationEngine, line: string, places: readonly TermPlace[]): Promise<string> {
  const between = places.map(({ start }, index) => line.slice(places[index - 1]?.end ?? 0, start));
  const translated = await translatePieces(engine, [...between, line.slice(places.at(-1)?.end ?? 0)]);
  return translated.map((piece, index) => piece + (places[index]?.target ?? '')).join('');
}

/** Pieces keep the white space around them; those without a letter stay as they are. */
async function translatePieces(engine: TranslationEngine, pieces: readonly string[]): Promise<string[]> {
  const withLetters = pieces.filter(piece => /\p{L}/u.test(piece));
  const translated = withLetters.length === 0 ? [] : await engine.translate(withLetters.map(piece => piece.trim()));
  const next = translated.values();
  return pieces.map(piece => {
    if (!/\p{L}/u.test(piece)) return piece;
    const core = piece.trim();
    const start = piece.indexOf(core);
    return piece.slice(0, start) + (next.next().value ?? '') + piece.slice(start + core.length);
  });
}
