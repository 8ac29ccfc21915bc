import { joinMp3, mp3DurationMs, plainFrames } from '../../core/audio/mp3.ts';
import { type ParagraphTask, taskName } from '../../core/contracts/steps.ts';
import {
  type ClipRecord,
  ClipRecordSchema,
  type NarrationDocument,
  ParagraphDocumentSchema,
  TranslationDocumentSchema,
} from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { contentHash } from '../../core/hash.ts';
import { clipFile, workKeys } from '../../core/keys.ts';
import { type Language, sourceLanguage } from '../../core/languages.ts';
import { clipSampleRateHz } from '../../core/limits.ts';
import { roundMs } from '../../core/milliseconds.ts';
import { paidOnce } from '../../core/paid-once.ts';
import type { Clock, Library, Voice } from '../../core/ports.ts';
import type { VoiceSetting, Voices } from '../../core/settings.ts';
import { spokenForm, spokenRulesVersion } from '../../core/spoken/spoken-form.ts';
import type { SpokenForm, Utterance } from '../../core/spoken/types.ts';

export interface NarrateServices {
  readonly library: Library;
  readonly voice: Voice;
  readonly voices: Voices;
  readonly now: Clock;
}

/** What shapes a clip besides its words and voice; raise it when the making of a clip changes. */
const clipFormatVersion = 1;

/**
 * Records one paragraph in one language, unless a clip of the same content is there, and leaves the narration document.
 * @throws DiglotError what the voice throws; BeingMade while another task records the same; ClipRejected
 */
export function narrateStep(services: NarrateServices) {
  return async (task: ParagraphTask): Promise<void> => {
    const { library, voices, now } = services;
    const utterance = await readUtterance(library, task);
    const form = spokenForm(utterance);
    const setting = voices[task.language];
    const hash = await clipHash(form, task.language, setting);
    const holder = `narrate ${taskName(task)}`;
    const clip = await paidOnce(library, now, {
      hash,
      key: clipFile(hash).record,
      schema: ClipRecordSchema,
      holder,
      make: () => recordClip(services, { hash, form, language: task.language, setting, holder }),
    });
    const { narration } = workKeys(task.articleId, task.revision);
    await library.writeJson(narration(task.index, task.language), narrationOf(clip, hash, form, holder));
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

interface Recording {
  readonly hash: string;
  readonly form: SpokenForm;
  readonly language: Language;
  readonly setting: VoiceSetting;
  readonly holder: string;
}

/** Speaks the chunks one after another and joins them without a gap. */
async function recordClip({ library, voice }: NarrateServices, recording: Recording): Promise<ClipRecord> {
  const { hash, form, language, setting, holder } = recording;
  const parts: Uint8Array[] = [];
  let characters = 0;
  for (const { ssml } of form.chunks) {
    const speech = await voice.speak({ ssml, language, voice: setting });
    parts.push(plainFrames(speech.mp3));
    characters += speech.billedCharacters;
  }
  const mp3 = joinMp3(parts);
  const record: ClipRecord = {
    durationMs: roundMs(mp3DurationMs(mp3)),
    bytes: mp3.length,
    words: [],
    engine: setting.engine,
    voice: setting.name,
    characters,
    markCharacters: 0,
    paidBy: holder,
  };
  await library.writeFile(clipFile(hash).audio, mp3, { type: 'audio/mpeg', bytes: mp3.length });
  await library.writeJson(clipFile(hash).record, record);
  return record;
}

function clipHash(form: SpokenForm, language: Language, { name, engine }: VoiceSetting): Promise<string> {
  return contentHash({
    chunks: form.chunks.map(({ ssml }) => ssml),
    language,
    voice: name,
    engine,
    sampleRateHz: clipSampleRateHz,
    formatVersion: clipFormatVersion,
    spokenRulesVersion,
  });
}

/** Who paid stays with the clip, so that a step that is run again tells the same receipt. */
function narrationOf(clip: ClipRecord, hash: string, form: SpokenForm, holder: string): NarrationDocument {
  const paid = clip.paidBy === holder;
  return {
    hash,
    durationMs: clip.durationMs,
    bytes: clip.bytes,
    words: clip.words,
    spoken: [...form.changes],
    engine: clip.engine,
    characters: paid ? clip.characters : 0,
    markCharacters: paid ? clip.markCharacters : 0,
    reused: paid ? 0 : clip.characters,
  };
}
