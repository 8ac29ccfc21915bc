import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type CachedTranslation,
  CachedTranslationSchema,
  type ParagraphDocument,
  ParagraphDocumentSchema,
  type TranslationDocument,
  type UnfinishedDocument,
} from '../../core/contracts/work.ts';
import { findDocument, readDocument } from '../../core/document.ts';
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
import {
  type MachineTranslation,
  requestCharacters,
  translateSentences,
} from '../../core/translation/translate-sentences.ts';

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
 * @throws DiglotError what the translator throws; BeingMade while another translates the same;
 *   TranslationMisaligned; InvalidMemory
 */
export function translateStep(services: TranslateServices) {
  const { library } = services;
  return async (task: ParagraphTask, message = taskName(task)): Promise<void> => {
    const keys = workKeys(task.articleId, task.revision);
    const paragraph = await readDocument(library, keys.paragraph(task.index), ParagraphDocumentSchema);
    const written = sentenceTexts(paragraph);
    const memory = task.useMemory ? await services.memory(task.language) : undefined;
    const terminology = await services.terminology(`${task.articleId}/${task.revision}`);
    const plan = await planTranslation(written, task.language, {
      ...(memory === undefined ? {} : { memory }),
      ...(terminology === undefined ? {} : { terminology }),
    });
    const payer = `translate ${taskName(task)}`;
    const needed = machineIndexes(plan);
    const order = { task, message, plan, payer, terminology };
    const machine = needed.length === 0 ? undefined : await machineTranslation(services, order);
    const document = documentOf(
      paragraph,
      plan,
      needed.flatMap(index => machine?.sentences[index] ?? []),
    );
    await library.writeJson(keys.translation(task.index, task.language), {
      ...document,
      ...costOf(plan, machine, payer),
      warnings: translationWarnings(written, document, machine?.terms),
    } satisfies TranslationDocument);
  };
}

type MachineSentence = NonNullable<CachedTranslation['sentences'][number]>;

interface Order {
  readonly task: ParagraphTask;
  readonly message: string;
  readonly plan: TranslationPlan;
  readonly payer: string;
  readonly terminology: Terminology | undefined;
}

/** The record of the paragraph, with a translation of each sentence that the memory lacks. */
async function machineTranslation(services: TranslateServices, order: Order): Promise<CachedTranslation> {
  const { library, now } = services;
  const { plan, message } = order;
  try {
    return await paidOnce(library, now, {
      hash: plan.hash,
      key: translationKey(plan.hash),
      schema: CachedTranslationSchema,
      holder: message,
      suffices: record => unpaidIndexes(plan, record).length === 0,
      make: found => payForTranslation(services, order, found),
    });
  } catch (error) {
    await leaveUnfinished(library, order);
    throw error;
  }
}

/** Whatever was answered is in the record before the next request is made. */
async function payForTranslation(
  { library, translator }: TranslateServices,
  { task, plan, payer, terminology }: Order,
  found: CachedTranslation | undefined,
): Promise<CachedTranslation> {
  const unpaid = unpaidIndexes(plan, found);
  const keep = async (made: MachineTranslation) => {
    const record = withTranslations(found, plan, unpaid, made, payer);
    await library.writeJson(translationKey(plan.hash), record);
    return record;
  };
  const made = await translateSentences(
    translator,
    unpaid.map(index => plan.sentences[index] ?? ''),
    {
      source: sourceLanguage,
      target: task.language,
      ...(terminology === undefined ? {} : { terminology: terminology.name }),
    },
    async part => void (await keep(part)),
  );
  return keep(made);
}

/** What this task was billed so far, should it come to nothing. */
async function leaveUnfinished(library: Library, { task, plan, payer }: Order): Promise<void> {
  const record = await findDocument(library, translationKey(plan.hash), CachedTranslationSchema);
  const characters = record?.paid[payer] ?? 0;
  if (characters === 0) return;
  const { unfinished } = workKeys(task.articleId, task.revision);
  await library.writeJson(unfinished(task.index, task.language, 'translate'), {
    characters,
  } satisfies UnfinishedDocument);
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

/**
 * Who paid stays with the record, so that a step that is run again tells the same receipt. What this task was billed beyond
 * what its sentences take (a request whose lines came back joined) was in vain.
 */
function costOf(plan: TranslationPlan, machine: CachedTranslation | undefined, payer: string) {
  const [own, found] = [true, false].map(isOwn =>
    machineIndexes(plan)
      .filter(index => (machine?.sentences[index]?.paidBy === payer) === isOwn)
      .map(index => plan.sentences[index] ?? ''),
  );
  const billed = machine?.paid[payer] ?? 0;
  const characters = Math.min(billed, requestCharacters(own ?? []));
  const rejected = billed - characters;
  return { characters, reused: requestCharacters(found ?? []), ...(rejected === 0 ? {} : { rejected }) };
}

function sentenceTexts({ text, sentences }: ParagraphDocument): string[] {
  return sentences.map(({ start, end }) => text.slice(start, end));
}
