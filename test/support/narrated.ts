import type { NarrationDocument } from '../../core/contracts/work.ts';
import { NarrationDocumentSchema } from '../../core/contracts/work.ts';
import { readDocument } from '../../core/document.ts';
import { clipFile } from '../../core/keys.ts';
import type { Language } from '../../core/languages.ts';
import type { Voice } from '../../core/ports.ts';
import type { Utterance } from '../../core/spoken/types.ts';
import { mpg123Decoder } from '../../lambdas/adapters/mpg123-decoder.ts';
import { narrateStep } from '../../lambdas/narrate/step.ts';
import { memoryLibrary } from './memory-library.ts';
import { keys, noLexicon, task } from './samples.ts';
import { voices } from './word-onsets.ts';

export interface Narrated {
  readonly utterance: Utterance;
  readonly narration: NarrationDocument;
  readonly mp3: Uint8Array;
}

/** Takes paragraphs through the step that narrates, in order. Equal ones are recorded once. */
export async function narrateAll(voice: Voice, utterances: readonly Utterance[]): Promise<Narrated[]> {
  const library = memoryLibrary();
  const narrate = narrateStep({
    library,
    decoder: mpg123Decoder(),
    voice,
    voices,
    wordTimings: true,
    lexicon: noLexicon,
    now: () => 0,
  });
  const narrated: Narrated[] = [];
  for (const [index, utterance] of utterances.entries()) {
    const { text, kind, language } = utterance;
    const sentences = utterance.sentences.map(({ start, end }, at) => ({ id: `p${index}s${at}`, start, end }));
    await library.writeJson(keys.paragraph(index), { index, kind, text, sentences });
    const translation = { text, sentences, origin: 'memory', engine: 'memory', characters: 0, reused: 0, warnings: [] };
    if (language === 'en') await library.writeJson(keys.translation(index, language), translation);
    await narrate({ ...task, index, language });
    const narration = await readDocument(library, keys.narration(index, language), NarrationDocumentSchema);
    narrated.push({ utterance, narration, mp3: await library.readFile(clipFile(narration.hash).audio) });
  }
  return narrated;
}

/** One sentence, or several that end in a full stop, as a paragraph. */
export function utteranceOf(text: string, language: Language): Utterance {
  const sentences = Array.from(text.matchAll(/\S[^.]*\.?/gu), ({ 0: sentence, index }) => ({
    start: index,
    end: index + sentence.length,
  }));
  return { text, kind: 'text', language, sentences };
}
