import { paidSpeech } from '../../core/clips/paid-speech.ts';
import { type ClipPlan, planClip } from '../../core/clips/plan.ts';
import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type ClipRecord,
  ClipRecordSchema,
  type NarrationDocument,
  ParagraphDocumentSchema,
  TranslationDocumentSchema,
  type UnfinishedDocument,
} from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { clipFile, workKeys } from '../../core/keys.ts';
import { sourceLanguage } from '../../core/languages.ts';
import { paidOnce } from '../../core/paid-once.ts';
import type { Clock, Library, SoundDecoder, Voice } from '../../core/ports.ts';
import type { VoiceSetting, Voices } from '../../core/settings.ts';
import type { LexiconReader } from '../../core/spoken/lexicon-reader.ts';
import type { SpokenForm, Utterance } from '../../core/spoken/types.ts';
import { recordClip } from './record.ts';

export interface NarrateServices {
  readonly library: Library;
  readonly voice: Voice;
  /** Hears how loud a clip is. */
  readonly decoder: SoundDecoder;
  readonly voices: Voices;
  readonly wordTimings: boolean;
  /** The user's own readings of words, as they are now. */
  readonly lexicon: LexiconReader;
  readonly now: Clock;
}

/**
 * Records one paragraph in one language, unless a clip of the same content is there, and leaves the narration document.
 * @throws DiglotError what the voice throws; BeingMade while another records the same; ClipRejected
 */
export function narrateStep(services: NarrateServices) {
  const { library, voices, wordTimings, lexicon } = services;
  return async (task: ParagraphTask, message = taskName(task)): Promise<void> => {
    const utterance = await readUtterance(library, task);
    const setting = voices[task.language];
    const plan = await planClip(utterance, setting, wordTimings, await lexicon(task.language));
    const payer = `narrate ${taskName(task)}`;
    const clip = await paidOnce(library, services.now, {
      hash: plan.hash,
      key: clipFile(plan.hash).record,
      schema: ClipRecordSchema,
      holder: message,
      make: () => payForClip(services, task, { plan, utterance, setting, payer }),
    });
    const { narration } = workKeys(task.articleId, task.revision);
    await library.writeJson(narration(task.index, task.language), narrationOf(clip, plan.hash, plan.form, payer));
  };
}

interface Order {
  readonly plan: ClipPlan;
  readonly utterance: Utterance;
  readonly setting: VoiceSetting;
  readonly payer: string;
}

/** Records a clip; what an attempt was billed is known afterwards, however it ended. */
async function payForClip(
  { library, voice, decoder }: NarrateServices,
  task: ParagraphTask,
  { plan, utterance, setting, payer }: Order,
): Promise<ClipRecord> {
  const speech = await paidSpeech(library, voice, plan.hash, payer);
  try {
    const record = await recordClip(
      { library, voice: speech.voice, decoder },
      { plan, utterance, setting, payments: () => speech.payments() },
    );
    await speech.done();
    return record;
  } catch (error) {
    await speech.failed(error);
    const paid = speech.payments()[payer];
    if (paid !== undefined) {
      const { unfinished } = workKeys(task.articleId, task.revision);
      await library.writeJson(unfinished(task.index, task.language, 'narrate'), {
        engine: setting.engine,
        characters: paid.characters + paid.markCharacters + paid.rejected,
      } satisfies UnfinishedDocument);
    }
    throw error;
  }
}

async function readUtterance(library: Library, task: ParagraphTask): Promise<Utterance> {
  const keys = workKeys(task.articleId, task.revision);
  const paragraph = await readDocument(library, keys.paragraph(task.index), ParagraphDocumentSchema);
  const written =
    task.language === sourceLanguage
      ? paragraph
      : await readDocument(library, keys.translation(task.index, task.language), TranslationDocumentSchema);
  return { text: written.text, kind: paragraph.kind, language: task.language, sentences: written.sentences };
}

/** Who paid stays with the clip, so that a step that is run again tells the same receipt. */
function narrationOf(clip: ClipRecord, hash: string, form: SpokenForm, payer: string): NarrationDocument {
  const { characters, markCharacters, rejected } = clip.paid[payer] ?? {
    characters: 0,
    markCharacters: 0,
    rejected: 0,
  };
  return {
    hash,
    durationMs: clip.durationMs,
    bytes: clip.bytes,
    timings: clip.timings,
    words: clip.words,
    spoken: [...form.changes],
    engine: clip.engine,
    characters,
    markCharacters,
    reused: clip.characters - characters,
    ...(rejected === 0 ? {} : { rejected }),
  };
}
