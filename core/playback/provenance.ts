import type { Edition, SpokenChange, Version } from '../edition/schema.ts';
import { type Language, languages, sourceLanguage } from '../languages.ts';

/** Where an edition's translations come from, in sentences. */
export interface Provenance {
  readonly fromMemory: number;
  /** By the name that the machine gives itself; the most first. */
  readonly fromMachine: ReadonlyArray<{ readonly engine: string; readonly sentences: number }>;
  /** Paragraphs without a translation. */
  readonly untranslated: number;
}

export function provenanceOf({ paragraphs }: Pick<Edition, 'paragraphs'>): Provenance {
  let fromMemory = 0;
  let untranslated = 0;
  const machine = new Map<string, number>();
  for (const { versions } of paragraphs) {
    for (const language of languages) {
      if (language === sourceLanguage) continue;
      const version = versions[language];
      if (version === undefined) untranslated += 1;
      else fromMemory += count(version, machine);
    }
  }
  const fromMachine = Array.from(machine, ([engine, sentences]) => ({ engine, sentences })).sort(
    (a, b) => b.sentences - a.sentences,
  );
  return { fromMemory, fromMachine, untranslated };
}

/** @returns the sentences from the memory; those of a machine are added to it */
function count({ sentences, origin: ofAll, engine = '?' }: Version, machine: Map<string, number>): number {
  const reviewed = sentences.filter(({ origin = ofAll }) => origin === 'memory').length;
  const rest = sentences.length - reviewed;
  if (rest > 0) machine.set(engine, (machine.get(engine) ?? 0) + rest);
  return reviewed;
}

/** What a paragraph's spoken form changes, in a language. */
export interface SpokenParagraph {
  readonly paragraph: number;
  readonly language: Language;
  readonly changes: readonly SpokenChange[];
}

/** The log of written → spoken, paragraphs without a change left out. */
export function spokenLog({ paragraphs }: Pick<Edition, 'paragraphs'>): SpokenParagraph[] {
  return paragraphs.flatMap(({ index, versions }) =>
    languages.flatMap(language => {
      const changes = versions[language]?.spoken ?? [];
      return changes.length === 0 ? [] : [{ paragraph: index, language, changes }];
    }),
  );
}
