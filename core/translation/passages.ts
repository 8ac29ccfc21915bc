/** A run as long as this is no title or loan word any more. */
const minRunWords = 6;

/** A whole sentence may be shorter, and still be none of English. */
const minSentenceWords = 3;

const otherScript = /(?!\p{Script=Latin})\p{L}/gu;
const minForeignLetters = 5;

/** Words that French has in nearly every clause, and English in none. */
const frenchWords = new Set(
  (
    'le la les des du de et est une un dans pour que qui ne pas sur avec par au aux ce cette ces son sa ses il elle ils ' +
    'nous vous leur leurs mais ont été être sont qu d l s c n j'
  ).split(' '),
);

/**
 * The longest run of words that stand in the translation as in the original, if they are French, or a sentence in letters
 * that English has not: not a title, a quotation in English or a row of names.
 * @returns its number of words; 0 if there is none
 */
export function untranslatedRun(french: string, english: string): number {
  const [source, target] = [wordsOf(french), wordsOf(english)];
  const isWhole = source.join(' ') === target.join(' ');
  // Arabic, Chinese: who reads English can not even guess at it.
  if (isWhole && (french.match(otherScript)?.length ?? 0) >= minForeignLetters) return source.length;
  const run = isWhole ? source : longestCommonRun(source, target);
  if (run.length < (isWhole ? minSentenceWords : minRunWords)) return 0;
  const ofFrench = run.filter(word => frenchWords.has(word)).length;
  if (isWhole) return ofFrench > 0 && hasCommonWord(french) ? run.length : 0;
  return ofFrench >= 2 ? run.length : 0;
}

/** “Tour de France” is a name, and stays one in English. */
function hasCommonWord(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{N}])\p{Ll}{4,}/gu) ?? [];
  return words.some(word => !frenchWords.has(word));
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The longest run of equal items, by dynamic programming over both. */
function longestCommonRun(a: readonly string[], b: readonly string[]): readonly string[] {
  let best: { end: number; length: number } = { end: 0, length: 0 };
  let previous: number[] = [];
  for (const [row, word] of a.entries()) {
    const current = b.map((other, column) => (other === word ? (previous[column - 1] ?? 0) + 1 : 0));
    const longest = Math.max(0, ...current);
    if (longest > best.length) best = { end: row + 1, length: longest };
    previous = current;
  }
  return a.slice(best.end - best.length, best.end);
}
