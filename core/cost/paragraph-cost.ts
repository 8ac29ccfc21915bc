import { PaidCallsSchema, paidInAll, paymentsIn } from '../clips/paid-speech.ts';
import { planClip } from '../clips/plan.ts';
import {
  type CachedTranslation,
  CachedTranslationSchema,
  ClipRecordSchema,
  type ParagraphDocument,
} from '../contracts/work.ts';
import { findDocument } from '../document.ts';
import { clipFile, speechPartKeys, translationKey } from '../keys.ts';
import { type Language, sourceLanguage, targetLanguages } from '../languages.ts';
import type { TranslationMemory } from '../memory/memory.ts';
import type { Library, Terminology } from '../ports.ts';
import type { Engine, Voices } from '../settings.ts';
import type { LexiconReader } from '../spoken/lexicon-reader.ts';
import type { Utterance } from '../spoken/types.ts';
import { sum } from '../sum.ts';
import { composeTranslation } from '../translation/compose.ts';
import { machineIndexes, planTranslation, type TranslationPlan, unpaidIndexes } from '../translation/plan.ts';
import { requestCharacters } from '../translation/translate-sentences.ts';
import { engineTellsWords } from '../voices.ts';
import { speechCharacters } from './billed-characters.ts';
import { expectedTranslationCharacters, mostTranslationCharacters } from './english-length.ts';

/** What shapes the results that an article needs, and where those are that were paid for before. */
export interface CostSurroundings {
  readonly library: Pick<Library, 'readJson'>;
  readonly voices: Voices;
  readonly wordTimings: boolean;
  /** Reviewed translations; undefined leaves them aside. */
  readonly memory?: TranslationMemory | undefined;
  readonly terminology?: Terminology | undefined;
  /** The user's own readings; undefined leaves them aside. */
  readonly lexicon?: LexiconReader | undefined;
}

/** What a result costs whoever comes first, and what of it is there. Results of the same hash are paid for once. */
export interface ResultCost {
  readonly hash: string;
  readonly language: Language;
  /** Characters still to be paid for. */
  readonly characters: number;
  readonly mostCharacters: number;
  /** Characters that were paid for before. */
  readonly reused: number;
}

export interface ClipCost extends ResultCost {
  readonly engine: Engine;
  /** Whether as many characters are paid once more, for the speech marks. */
  readonly hasMarks: boolean;
  /** Of the speech marks, still to be paid for. */
  readonly markCharacters: number;
  /** False where the text to be spoken is not known yet. */
  readonly isExact: boolean;
}

export interface ParagraphCost {
  readonly translations: readonly ResultCost[];
  readonly clips: readonly ClipCost[];
}

/** Finds out, by the same plans that the steps follow, what a paragraph needs. Pays nothing. */
export async function paragraphCost(paragraph: ParagraphDocument, around: CostSurroundings): Promise<ParagraphCost> {
  const original = await clipCost({ ...paragraph, language: sourceLanguage }, around);
  const translated = await Promise.all(targetLanguages.map(target => translationCost(paragraph, target, around)));
  return {
    translations: translated.map(({ translation }) => translation),
    clips: [original, ...translated.map(({ clip }) => clip)],
  };
}

async function translationCost(paragraph: ParagraphDocument, target: Language, around: CostSurroundings) {
  const { library, memory, terminology } = around;
  const written = paragraph.sentences.map(({ start, end }) => paragraph.text.slice(start, end));
  const plan = await planTranslation(written, target, {
    ...(memory === undefined ? {} : { memory }),
    ...(terminology === undefined ? {} : { terminology }),
  });
  const machine = machineIndexes(plan);
  const cached =
    machine.length === 0 ? undefined : await findDocument(library, translationKey(plan.hash), CachedTranslationSchema);
  const unpaid = unpaidIndexes(plan, cached);
  const found = machine.filter(index => !unpaid.includes(index));
  const translation: ResultCost = {
    hash: plan.hash,
    language: target,
    characters: requestCharacters(textsAt(plan, unpaid)),
    mostCharacters: mostRequestCharacters(textsAt(plan, unpaid)),
    reused: requestCharacters(textsAt(plan, found)),
  };
  const utterance = unpaid.length === 0 ? knownUtterance(paragraph, plan, cached) : undefined;
  const clip =
    utterance === undefined
      ? unknownClipCost(paragraph, target, plan, around)
      : await clipCost({ ...utterance, language: target }, around);
  return { translation, clip };
}

function textsAt({ sentences }: TranslationPlan, indexes: readonly number[]): string[] {
  return indexes.map(index => sentences[index] ?? '');
}

/** A service that joins lines is asked for each sentence by itself, after it was asked for all of them. */
function mostRequestCharacters(sentences: readonly string[]): number {
  const together = requestCharacters(sentences);
  return sentences.length < 2 ? together : together + sum(sentences, sentence => requestCharacters([sentence]));
}

type Spoken = Omit<Utterance, 'language'>;

function knownUtterance(
  { kind, sentences }: ParagraphDocument,
  plan: TranslationPlan,
  cached: CachedTranslation | undefined,
): Spoken {
  const fromMachine = machineIndexes(plan).flatMap(index => cached?.sentences[index]?.text ?? []);
  return { kind, ...composeTranslation(sentences, plan.fromMemory, fromMachine) };
}

async function clipCost(
  utterance: Utterance,
  { library, voices, wordTimings, lexicon }: CostSurroundings,
): Promise<ClipCost> {
  const { language } = utterance;
  const { engine } = voices[language];
  const { hash, form, timings } = await planClip(utterance, voices[language], wordTimings, await lexicon?.(language));
  const found = await findDocument(library, clipFile(hash).record, ClipRecordSchema);
  const hasMarks = timings === 'words';
  const about = { hash, language, engine, hasMarks, isExact: true };
  if (found !== undefined) {
    return { ...about, characters: 0, markCharacters: 0, mostCharacters: 0, reused: found.characters };
  }
  const { characters, mostCharacters } = speechCharacters(form.chunks);
  // What an attempt that failed has left.
  const calls = await findDocument(library, speechPartKeys(hash).calls, PaidCallsSchema);
  const paid = paidInAll(paymentsIn(calls ?? []));
  return {
    ...about,
    characters: characters - paid.characters,
    markCharacters: hasMarks ? characters - paid.markCharacters : 0,
    mostCharacters,
    reused: paid.characters,
  };
}

/** The clip of a translation that is still to be paid for: estimated from the length of the original. */
function unknownClipCost(
  { text, kind }: ParagraphDocument,
  language: Language,
  plan: TranslationPlan,
  { voices, wordTimings }: CostSurroundings,
): ClipCost {
  const { engine } = voices[language];
  const length = Array.from(text).length;
  const characters = expectedTranslationCharacters(length);
  const hasMarks = wordTimings && engineTellsWords[engine];
  return {
    // The same sentences as the same kind of paragraph will be the same clip.
    hash: `${kind} ${plan.hash}`,
    language,
    engine,
    hasMarks,
    isExact: false,
    characters,
    markCharacters: hasMarks ? characters : 0,
    mostCharacters: mostTranslationCharacters(length),
    reused: 0,
  };
}
