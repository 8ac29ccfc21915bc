import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type CachedTranslation,
  CachedTranslationSchema,
  type ParagraphDocument,
  ParagraphDocumentSchema,
  type TranslationDocument,
} from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { translationKey, workKeys } from '../../core/keys.ts';
import { type Language, sourceLanguage } from '../../core/languages.ts';
import type { TranslationMemory } from '../../core/memory/memory.ts';
import { paidOnce } from '../../core/paid-once.ts';
import type { Clock, Library, Terminology, Translator } from '../../core/ports.ts';
import { composeTranslation } from '../../core/translation/compose.ts';
import { translationWarnings } from '../../core/translation/guard.ts';
import {
  machineIndexes,
  planTranslation,
  type TranslationPlan,
  unpaidIndexes,
  withTranslations,
} from '../../core/translation/plan.ts';
import { requestCharacters, translateSentences } from '../../core/translation/translate-sentences.ts';

export interface TranslateServices {
  readonly library: Library;
  /** Reviewed translations into a language, as they are now. */
  readonly memory: (target: Language) => Promise<TranslationMemory>;
  /** The terms to obey; undefined where there are none. @param revision within one, the same answer may be given again */
  readonly terminology: (revision: string) => Promise<Terminology | undefined>;
  readonly translator: Translator;
  readonly now: Clock;
}

/**
 * Translates one paragraph: sentences of the memory first, the others by the machine unless they were translated before;
 * leaves the translation document, with what the guard doubts.
 * @throws DiglotError what the translator throws; BeingMade while another task translates the same;
 *   TranslationMisaligned; InvalidMemory
 */
export function translateStep(services: TranslateServices) {
  const { library } = services;
  return async (task: ParagraphTask): Promise<void> => {
    const keys = workKeys(task.articleId, task.revision);
    const paragraph = await readDocument(library, keys.paragraph(task.index), ParagraphDocumentSchema);
    const written = sentenceTexts(paragraph);
    const memory = task.useMemory ? await services.memory(task.language) : undefined;
    const terminology = await services.terminology(`${task.articleId}/${task.revision}`);
    const plan = await planTranslation(written, task.language, {
      ...(memory === undefined ? {} : { memory }),
      ...(terminology === undefined ? {} : { terminology }),
    });
    const holder = `translate ${taskName(task)}`;
    const needed = machineIndexes(plan);
    const machine = needed.length === 0 ? undefined : await machineTranslation(services, task, plan, terminology);
    const document = documentOf(
      paragraph,
      plan,
      needed.flatMap(index => machine?.sentences[index] ?? []),
    );
    await library.writeJson(keys.translation(task.index, task.language), {
      ...document,
      ...costOf(plan, machine, holder),
      warnings: translationWarnings(written, document),
    } satisfies TranslationDocument);
  };
}

type MachineSentence = NonNullable<CachedTranslation['sentences'][number]>;

/** The record of the paragraph, with a translation of each sentence that the memory lacks. */
function machineTranslation(
  { library, translator, now }: TranslateServices,
  task: ParagraphTask,
  plan: TranslationPlan,
  terminology: Terminology | undefined,
): Promise<CachedTranslation> {
  const holder = `translate ${taskName(task)}`;
  const key = translationKey(plan.hash);
  return paidOnce(library, now, {
    hash: plan.hash,
    key,
    schema: CachedTranslationSchema,
    holder,
    suffices: record => unpaidIndexes(plan, record).length === 0,
    make: async found => {
      const unpaid = unpaidIndexes(plan, found);
      const made = await translateSentences(
        translator,
        unpaid.map(index => plan.sentences[index] ?? ''),
        {
          source: sourceLanguage,
          target: task.language,
          ...(terminology === undefined ? {} : { terminology: terminology.name }),
        },
      );
      const record = withTranslations(found, plan, unpaid, made, holder);
      await library.writeJson(key, record);
      return record;
    },
  });
}

/** @param machine for each sentence that the memory lacks, in order */
function documentOf({ sentences }: ParagraphDocument, plan: TranslationPlan, machine: readonly MachineSentence[]) {
  const [first] = machine;
  return {
    ...composeTranslation(
      sentences,
      plan.fromMemory,
      machine.map(({ text }) => text),
    ),
    origin: first === undefined ? ('memory' as const) : ('machine' as const),
    engine: first?.engine ?? 'memory',
  };
}

/** Who paid stays with the record, so that a step that is run again tells the same receipt. */
function costOf(plan: TranslationPlan, machine: CachedTranslation | undefined, holder: string) {
  const found = machineIndexes(plan).filter(index => machine?.sentences[index]?.paidBy !== holder);
  return {
    characters: machine?.paid[holder] ?? 0,
    reused: requestCharacters(found.map(index => plan.sentences[index] ?? '')),
  };
}

function sentenceTexts({ text, sentences }: ParagraphDocument): string[] {
  return sentences.map(({ start, end }) => text.slice(start, end));
}
