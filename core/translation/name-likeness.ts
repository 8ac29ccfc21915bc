import { editDistance } from '../suggest.ts';

/**
 * Whether two names could be the same one in French and in English: Dourov and Durov, Nikolaï and Nikolai, Poutine and
 * Putin, Russie and Russia or Russian.
 */
export function soundsAlike(french: string, english: string): boolean {
  const [a, b] = [nameShape(french), nameShape(english)];
  const longest = Math.max(a.length, b.length);
  return a === b || (a[0] === b[0] && editDistance(a, b) <= Math.max(1, Math.floor(longest / 3)));
}

/** The order counts: longer spellings first. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/œ/gu, 'oe'],
  [/(?:tch|sch|sh|ch|tz|ts|cz)/gu, 's'],
  [/ou/gu, 'u'],
  [/(?:ph|w|v)/gu, 'f'],
  [/(?:kh|ck|qu|c|q)/gu, 'k'],
  [/(?:y|ï|j)/gu, 'i'],
  [/dj/gu, 'i'],
  [/(.)\1+/gu, '$1'],
  [/[’'-]/gu, ''],
  [/(?<=..)[es]$/u, ''],
];

/** A name without what French and English spell differently. */
export function nameShape(name: string): string {
  const bare = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return spellings.reduce((shape, [spelling, sound]) => shape.replace(spelling, sound), bare);
}
