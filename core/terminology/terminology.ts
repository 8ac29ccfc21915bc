/** Formats of the files that Amazon Translate takes. */
export const terminologyFormats = ['CSV', 'TSV', 'TMX'] as const;
export type TerminologyFormat = (typeof terminologyFormats)[number];

/** `UNI`: from the first language to each other. `MULTI`: from any to any. */
export const directionalities = ['UNI', 'MULTI'] as const;
export type Directionality = (typeof directionalities)[number];

/** A term and what it is to be translated as. */
export interface Term {
  readonly source: string;
  readonly target: string;
}

/** Terms in several languages. */
export interface TermList {
  /** Lower case, the source language first. */
  readonly languages: readonly [source: string, ...targets: string[]];
  /** One text for each language that has one; the source language always has. */
  readonly entries: readonly ReadonlyMap<string, string>[];
  /** Entries that were passed over, as their source stands there already. */
  readonly skipped: number;
}

/** The terms for one pair of languages; none where the list does not lead from the one to the other. */
export function termsFor(list: TermList, directionality: Directionality, from: string, to: string): Term[] {
  if (directionality === 'UNI' && list.languages[0] !== from) return [];
  return list.entries.flatMap(entry => {
    const [source, target] = [entry.get(from), entry.get(to)];
    return source === undefined || target === undefined ? [] : [{ source, target }];
  });
}

/** A term where it stands in a text, in code units. */
export interface TermPlace extends Term {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds terms in a text as Amazon Translate does: the very letters, case included, as whole words; where two overlap, the
 * first one that begins, and of these the longest.
 */
export function findTerms(text: string, terms: readonly Term[]): TermPlace[] {
  const longestFirst = [...terms].sort((a, b) => b.source.length - a.source.length);
  const targets = new Map(longestFirst.map(({ source, target }) => [source, target]));
  if (targets.size === 0) return [];
  const anyTerm = [...targets.keys()].map(literal).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyTerm})(?![\\p{L}\\p{N}])`, 'gu');
  return Array.from(text.matchAll(pattern), ({ 0: source, index }) => ({
    source,
    target: targets.get(source) ?? source,
    start: index,
    end: index + source.length,
  }));
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
