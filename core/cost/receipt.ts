import * as v from 'valibot';
import type { UnfinishedDocument } from '../contracts/work.ts';
import type { ParagraphWork } from '../edition/build.ts';
import type { Receipt } from '../edition/schema.ts';
import { languages } from '../languages.ts';
import { EngineSchema } from '../settings.ts';
import { sum } from '../sum.ts';
import { usdOf } from './usd.ts';

/** What this revision paid, for results and in vain, and what it found already paid. */
export function receiptOf(work: readonly ParagraphWork[]): Receipt {
  const translations = work.flatMap(({ translations: made }) => languages.flatMap(language => made[language] ?? []));
  const narrations = work
    .flatMap(({ narrations: made }) => languages.flatMap(language => made[language] ?? []))
    .map(narration => ({ ...narration, engine: v.parse(EngineSchema, narration.engine) }));
  const translated = sum(translations, ({ characters }) => characters);
  const rejected = rejectedOf(work.flatMap(({ unfinished = [] }) => unfinished));
  const translatedInVain = rejected.translate + sum(translations, document => document.rejected ?? 0);
  const spokenInVain = [
    ...rejected.speech,
    ...narrations.map(({ engine, rejected: characters = 0 }) => ({ engine, characters })),
  ];
  return {
    translate: {
      characters: translated,
      reused: sum(translations, ({ reused }) => reused),
      ...wherePaid(translatedInVain),
    },
    narrate: {
      characters: sum(narrations, ({ characters }) => characters),
      reused: sum(narrations, ({ reused }) => reused),
      markCharacters: sum(narrations, ({ markCharacters }) => markCharacters),
      ...wherePaid(sum(spokenInVain, ({ characters }) => characters)),
    },
    usd: usdOf({
      translate: translated,
      speech: narrations,
      rejected: { translate: translatedInVain, speech: spokenInVain },
    }),
  };
}

/** By the one difference between them: a voice has an engine. */
function rejectedOf(unfinished: readonly UnfinishedDocument[]) {
  const spoken = unfinished.flatMap(({ engine, characters }) =>
    engine === undefined ? [] : [{ engine: v.parse(EngineSchema, engine), characters }],
  );
  const translated = unfinished.filter(({ engine }) => engine === undefined);
  return { translate: sum(translated, ({ characters }) => characters), speech: spoken };
}

function wherePaid(rejected: number): { rejected?: number } {
  return rejected === 0 ? {} : { rejected };
}
