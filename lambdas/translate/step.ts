import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type CachedTranslation,
  CachedTranslationSchema,
  type ParagraphDocument,
  ParagraphDocumentSchema,
  type TranslationDocument,
} from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { contentHash } from '../../core/hash.ts';
import { translationKey, workKeys } from '../../core/keys.ts';
import { type Language, sourceLanguage } from '../../core/languages.ts';
import type { TranslationMemory } from '../../core/memory/memory.ts';
import { paidOnce } from '../../core/paid-once.ts';
import type { Clock, Library, Translator } from '../../core/ports.ts';
import { composeTranslation } from '../../core/translation/compose.ts';
import { translateSentences } from '../../core/translation/translate-sentences.ts';

export interface TranslateServices {
  readonly library: Library;
  /** Reviewed translations into a language, as they are now. */
  readonly memory: (target: Language) => Promise<TranslationMemory>;
  readonly translator: Translator;
  readonly now: Clock;
}

/** What shapes a translation besides its sentences; raise it when the making of a request changes. */
const translationRulesVersion = 1;

/**
 * Translates one paragraph: sentences of the memory first, the others by the machine unless the same were translated
 * before; leaves the translation document.
 * @throws DiglotError what the translator throws; BeingMade while another task translates the same;
 *   TranslationMisaligned; InvalidMemory
 */
export function translateStep({ library, memory, translator, now }: TranslateServices) {
  return async (task: ParagraphTask): Promise<void> => {
    const keys = workKeys(task.articleId, task.revision);
    const paragraph = await readDocument(library, keys.paragraph(task.index), ParagraphDocumentSchema);
    const written = sentenceTexts(paragraph);
    const reviewed = task.useMemory ? await memory(task.language) : undefined;
    const fromMemory = written.map(sentence => reviewed?.lookup(sentence));
    const missing = written.filter((_, index) => fromMemory[index] === undefined);
    const holder = `translate ${taskName(task)}`;
    const machine = missing.length === 0 ? undefined : await machineTranslation(missing, task.language, holder);
    const document: TranslationDocument = {
      ...composeTranslation(paragraph.sentences, fromMemory, machine?.sentences ?? []),
      origin: machine === undefined ? 'memory' : 'machine',
      engine: machine?.engine ?? 'memory',
      characters: machine?.paidBy === holder ? machine.characters : 0,
      reused: machine === undefined || machine.paidBy === holder ? 0 : machine.characters,
      warnings: [],
    };
    await library.writeJson(keys.translation(task.index, task.language), document);
  };

  async function machineTranslation(
    sentences: readonly string[],
    target: Language,
    paidBy: string,
  ): Promise<CachedTranslation> {
    const hash = await contentHash({ sentences, source: sourceLanguage, target, translationRulesVersion });
    const key = translationKey(hash);
    return paidOnce(library, now, {
      hash,
      key,
      schema: CachedTranslationSchema,
      holder: paidBy,
      make: async () => {
        const made = await translateSentences(translator, sentences, { source: sourceLanguage, target });
        const record: CachedTranslation = { ...made, paidBy };
        await library.writeJson(key, record);
        return record;
      },
    });
  }
}

function sentenceTexts({ text, sentences }: ParagraphDocument): string[] {
  return sentences.map(({ start, end }) => text.slice(start, end));
}
