import { levelClip } from '../../core/audio/level.ts';
import { joinMp3, mp3DurationMs, plainFrames } from '../../core/audio/mp3.ts';
import { paidInAll } from '../../core/clips/paid-speech.ts';
import type { ClipPlan } from '../../core/clips/plan.ts';
import type { ClipRecord } from '../../core/contracts/work.ts';
import { clipFile } from '../../core/keys.ts';
import { roundMs } from '../../core/milliseconds.ts';
import type { Library, SoundDecoder, Voice } from '../../core/ports.ts';
import type { VoiceSetting } from '../../core/settings.ts';
import type { SpeechChunk, Utterance } from '../../core/spoken/types.ts';
import { proveCoverage, proveLength, proveSound } from '../../core/timings/proof.ts';
import { sentenceTimes } from '../../core/timings/sentence-times.ts';
import { wordTimes } from '../../core/timings/word-times.ts';

/** What a recording is made with. */
export interface Studio {
  readonly library: Library;
  readonly voice: Voice;
  readonly decoder: SoundDecoder;
}

export interface Recording {
  readonly plan: ClipPlan;
  readonly utterance: Utterance;
  readonly setting: VoiceSetting;
  /** What was paid for it so far, by task. */
  readonly payments: () => ClipRecord['paid'];
}

interface Part {
  readonly mp3: Uint8Array<ArrayBuffer>;
  readonly startMs: number;
  readonly words: ClipRecord['words'];
}

/**
 * Speaks the chunks one after another, proves that all is spoken, joins them without a gap, brings them to the loudness
 * of all clips, and keeps the clip. The proofs judge the voice, so they come before.
 * @throws DiglotError what the voice throws; ClipRejected, and then nothing is kept
 */
export async function recordClip({ library, voice, decoder }: Studio, recording: Recording): Promise<ClipRecord> {
  const { plan, utterance, setting, payments } = recording;
  const { chunks } = plan.form;
  const parts: Part[] = [];
  let startMs = 0;
  for (const chunk of chunks) {
    const part = await recordPart(voice, recording, chunk, startMs);
    parts.push(part);
    startMs += mp3DurationMs(part.mp3);
  }
  const words = timesOf(recording, parts);
  if (plan.timings === 'words') proveCoverage(utterance, chunks, words);
  const { mp3, lufs } = await levelClip(decoder, joinMp3(parts.map(part => part.mp3)));
  const paid = payments();
  const { characters, markCharacters } = paidInAll(paid);
  const record: ClipRecord = {
    durationMs: roundMs(mp3DurationMs(mp3)),
    bytes: mp3.length,
    ...(lufs === undefined ? {} : { lufs: roundLufs(lufs) }),
    timings: plan.timings,
    words,
    engine: setting.engine,
    voice: setting.name,
    characters,
    markCharacters,
    paid,
  };
  const files = clipFile(plan.hash);
  await library.writeFile(files.audio, mp3, { type: 'audio/mpeg', bytes: mp3.length });
  await library.writeJson(files.record, record);
  return record;
}

/** The sound first: no marks are paid for speech that is rejected anyway. One call at a time, as the pace counts them. */
async function recordPart(voice: Voice, recording: Recording, chunk: SpeechChunk, startMs: number): Promise<Part> {
  const { plan, utterance, setting } = recording;
  const request = { ssml: chunk.ssml, language: utterance.language, voice: setting };
  const speech = await voice.speak(request);
  const mp3 = plainFrames(speech.mp3);
  proveSound(chunk, mp3);
  if (plan.timings === 'sentences') return { mp3, startMs, words: [] };
  const { marks } = await voice.marks(request);
  proveLength(chunk, marks, mp3);
  return { mp3, startMs, words: wordTimes(chunk, marks, startMs) };
}

function timesOf({ plan, utterance }: Recording, parts: readonly Part[]): ClipRecord['words'] {
  if (plan.timings === 'words') return parts.flatMap(({ words }) => words);
  return sentenceTimes(
    utterance.sentences,
    plan.form.chunks,
    parts.map(({ startMs }) => startMs),
  );
}

function roundLufs(lufs: number): number {
  return Math.round(lufs * 100) / 100;
}
