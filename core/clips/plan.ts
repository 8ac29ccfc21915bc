import type { Timings } from '../edition/schema.ts';
import { contentHash } from '../hash.ts';
import { clipSampleRateHz } from '../limits.ts';
import type { VoiceSetting } from '../settings.ts';
import type { Lexicon } from '../spoken/lexicon.ts';
import { spokenForm, spokenRulesVersion } from '../spoken/spoken-form.ts';
import type { SpokenForm, Utterance } from '../spoken/types.ts';
import { engineTellsWords } from '../voices.ts';

/** What shapes a clip besides its words and voice; raise it when the making of a clip changes. */
const clipFormatVersion = 3;

/** A clip before it is paid for: what is to be spoken, and the name of the result. */
export interface ClipPlan {
  /** SHA-256 of all that shapes the clip; the same plan always has the same. */
  readonly hash: string;
  readonly form: SpokenForm;
  /** What of the clip will have a time. Words cost a second request for each chunk, billed like the first. */
  readonly timings: Timings;
}

/**
 * Plans how `voice` speaks a paragraph.
 * @param wordTimings the setting; an engine that tells no words wins over it
 * @param lexicon the user's own readings, which win over the rules
 */
export async function planClip(
  utterance: Utterance,
  voice: VoiceSetting,
  wordTimings: boolean,
  lexicon?: Lexicon,
): Promise<ClipPlan> {
  const timings = wordTimings && engineTellsWords[voice.engine] ? 'words' : 'sentences';
  const form = spokenForm(utterance, {
    engine: voice.engine,
    cut: timings === 'words' ? 'requests' : 'sentences',
    ...(lexicon === undefined ? {} : { lexicon }),
  });
  const hash = await contentHash({
    chunks: form.chunks.map(({ ssml }) => ssml),
    language: utterance.language,
    voice: voice.name,
    engine: voice.engine,
    timings,
    sampleRateHz: clipSampleRateHz,
    formatVersion: clipFormatVersion,
    spokenRulesVersion,
  });
  return { hash, form, timings };
}
