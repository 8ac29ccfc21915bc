/** A sentence and its reviewed translation. */
export interface TranslationUnit {
  readonly source: string;
  readonly target: string;
}

/** Reviewed translations of one pair of languages. */
export interface TranslationMemory {
  /** The translation of a sentence that is the same but for typography (see sameSentence); undefined if there is none. */
  lookup(sentence: string): string | undefined;
}

/** @param units of a sentence that stands there twice, the later translation counts */
export function memoryOf(units: readonly TranslationUnit[]): TranslationMemory {
  const targets = new Map(units.map(({ source, target }) => [sameSentence(source), target]));
  return { lookup: sentence => targets.get(sameSentence(sentence)) };
}

/** @param memories later ones override earlier ones, sentence by sentence */
export function mergeMemories(...memories: readonly TranslationMemory[]): TranslationMemory {
  const latestFirst = memories.toReversed();
  return {
    lookup(sentence) {
      for (const memory of latestFirst) {
        const target = memory.lookup(sentence);
        if (target !== undefined) return target;
      }
      return undefined;
    },
  };
}

/**
 * Two sentences are the same if they differ only in what keyboards, word processors and newsrooms do to them: composed
 * or decomposed accents, the shape of quotation marks and apostrophes, the spaces inside « » and the kind and number of
 * spaces (no-break, narrow). Letters, case, digits and punctuation count.
 */
function sameSentence(sentence: string): string {
  return sentence
    .normalize('NFC')
    .replaceAll(/[’‘ʼ]/gu, "'")
    .replaceAll(/[«“„]\s*|\s*[»”]/gu, '"')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
