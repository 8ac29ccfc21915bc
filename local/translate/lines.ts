import type { Term } from '../../core/terminology/terminology.ts';
import { EngineFailed, type TranslationEngine } from './engine.ts';
import { translateObediently } from './protected-terms.ts';

const LINE_END = /(\r\n|[\n\r\u0085\u2028\u2029])/;

/**
 * Translates a text line by line, so that exactly its line ends come back, and the white space around each line.
 * Lines without a letter (numbers, punctuation, emoji) are the same in both languages and need no engine.
 * @param terms to obey
 * @returns with the terms that were found, in the order of the text
 * @throws EngineFailed, EngineUnusable as the engine does
 */
export async function translateText(
  engine: TranslationEngine,
  text: string,
  terms: readonly Term[] = [],
): Promise<{ text: string; applied: Term[] }> {
  // Split with the line ends kept, as parts of their own.
  const parts = text.split(LINE_END);
  const lines = parts.map((line, place) => ({ place, ...trimmed(line) })).filter(({ core }) => /\p{L}/u.test(core));
  if (lines.length === 0) return { text, applied: [] };
  const cores = lines.map(line => line.core);
  const translated = await translateObediently(engine, cores, terms);
  for (const [index, { place, before, after }] of lines.entries()) {
    parts[place] = before + oneLine(engine, translated[index]?.line) + after;
  }
  return { text: parts.join(''), applied: translated.flatMap(({ applied }) => applied) };
}

function trimmed(line: string): { before: string; core: string; after: string } {
  const core = line.trim();
  const before = line.slice(0, line.indexOf(core));
  return { before, core, after: line.slice(before.length + core.length) };
}

function oneLine(engine: TranslationEngine, line: string | undefined): string {
  if (line === undefined || line.trim() === '') {
    throw new EngineFailed(engine.name, `${engine.name} left a line untranslated.`);
  }
  return line.trim().replaceAll(new RegExp(LINE_END, 'g'), ' ');
}
