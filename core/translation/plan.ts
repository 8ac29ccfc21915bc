import type { CachedTranslation } from '../contracts/work.ts';
import { contentHash } from '../hash.ts';
import { type Language, sourceLanguage } from '../languages.ts';
import type { TranslationMemory } from '../memory/memory.ts';
import type { Terminology } from '../ports.ts';
import type { MachineTranslation } from './translate-sentences.ts';

/** What shapes a translation besides its sentences; raise it when the making of a request changes. */
const translationRulesVersion = 2;

/** A paragraph's translation before it is paid for. */
export interface TranslationPlan {
  /**
   * SHA-256 of all that shapes the machine's translation. It is of the whole paragraph, whatever the memory has of it:
   * so a sentence that is corrected leaves the others, and what was paid for them, as they were.
   */
  readonly hash: string;
  /** As they were written, in order. */
  readonly sentences: readonly string[];
  /** For each sentence its reviewed translation, if there is one. */
  readonly fromMemory: readonly (string | undefined)[];
}

/**
 * Plans the translation of a paragraph.
 * @param sentences as they were written, in order
 * @param memory undefined leaves reviewed translations aside
 */
export async function planTranslation(
  sentences: readonly string[],
  target: Language,
  { memory, terminology }: { readonly memory?: TranslationMemory; readonly terminology?: Terminology } = {},
): Promise<TranslationPlan> {
  const hash = await contentHash({
    sentences,
    source: sourceLanguage,
    target,
    terminology: terminology === undefined ? null : { name: terminology.name, version: terminology.version },
    translationRulesVersion,
  });
  return { hash, sentences, fromMemory: sentences.map(sentence => memory?.lookup(sentence)) };
}

/** The sentences that the machine must have translated, by their place in the paragraph. */
export function machineIndexes({ fromMemory }: TranslationPlan): number[] {
  return fromMemory.flatMap((reviewed, index) => (reviewed === undefined ? [index] : []));
}

/** Those of them that nobody has paid for yet, and so those that go to the service. */
export function unpaidIndexes(plan: TranslationPlan, cached: CachedTranslation | undefined): number[] {
  return machineIndexes(plan).filter(index => (cached?.sentences[index] ?? null) === null);
}

/**
 * The cache's record with new translations in it.
 * @param made one translation for each of `indexes`, or for the first of them
 */
export function withTranslations(
  cached: CachedTranslation | undefined,
  plan: TranslationPlan,
  indexes: readonly number[],
  { sentences: texts, engine, characters, terms }: MachineTranslation,
  paidBy: string,
): CachedTranslation {
  const sentences = plan.sentences.map((_, index) => cached?.sentences[index] ?? null);
  for (const [place, text] of texts.entries()) {
    const index = indexes[place];
    if (index !== undefined) sentences[index] = { text, engine, paidBy };
  }
  const before = cached?.paid[paidBy] ?? 0;
  const allTerms = [...new Set([...(cached?.terms ?? []), ...terms])];
  return {
    sentences,
    ...(allTerms.length === 0 ? {} : { terms: allTerms }),
    paid: { ...cached?.paid, [paidBy]: before + characters },
  };
}
