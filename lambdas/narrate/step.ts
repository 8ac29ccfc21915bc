import { planClip } from '../../core/clips/plan.ts';
import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type ClipRecord,
  ClipRecordSchema,
  type NarrationDocument,
  ParagraphDocumentSchema,
  TranslationDocumentSchema,
} from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { clipFile, workKeys } from '../../core/keys.ts';
import { sourceLanguage } from '../../core/languages.ts';
import { paidOnce } from '../../core/paid-once.ts';
import type { Clock, Library, Voice } from '../../core/ports.ts';
import type { Voices } from '../../core/settings.ts';
import type { LexiconReader } from '../../core/spoken/lexicon-reader.ts';
import type { SpokenForm, Utterance } from '../../core/spoken/types.ts';
import { recordClip } from './record.ts';

export interface NarrateServices {
  readonly library: Library;
  readonly voice: Voice;
  readonly voices: Voices;
  readonly wordTimings: boolean;
  /** The user's own readings of words, as they are now. */
  readonly lexicon: LexiconReader;
  readonly now: Clock;
}

/**
 * Records one paragraph in one language, unless a clip of the same content is there, and leaves the narration document.
 * @throws DiglotError what the voice throws; BeingMade while another task records the same; ClipRejected
 */
export function narrateStep({ library, voice, voices, wordTimings, lexicon, now }: NarrateServices) {
  return async (task: ParagraphTask): Promise<void> => {
    const utterance = await readUtterance(library, task);
    const setting = voices[task.language];
    const plan = await planClip(utterance, setting, wordTimings, await lexicon(task.language));
    const holder = `narrate ${taskName(task)}`;
    const clip = await paidOnce(library, now, {
      hash: plan.hash,
      key: clipFile(plan.hash).record,
      schema: ClipRecordSchema,
      holder,
      make: () => recordClip(library, voice, { plan, utterance, setting, holder }),
    });
    const { narration } = workKeys(task.articleId, task.revision);
    await library.writeJson(narration(task.index, task.language), narrationOf(clip, plan.hash, plan.form, holder));
  };
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
function narrationOf(clip: ClipRecord, hash: string, form: SpokenForm, holder: string): NarrationDocument {
  const paid = clip.paidBy === holder;
  return {
    hash,
    durationMs: clip.durationMs,
    bytes: clip.bytes,
    timings: clip.timings,
    words: clip.words,
    spoken: [...form.changes],
    engine: clip.engine,
    characters: paid ? clip.characters : 0,
    markCharacters: paid ? clip.markCharacters : 0,
    reused: paid ? 0 : clip.characters,
  };
}
