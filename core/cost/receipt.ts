import * as v from 'valibot';
import type { NarrationDocument, TranslationDocument } from '../contracts/work.ts';
import type { Receipt } from '../edition/schema.ts';
import { EngineSchema } from '../settings.ts';
import { sum, usdOf } from './usd.ts';

/** What this revision paid, and what it found already paid. */
export function receiptOf(
  translations: readonly TranslationDocument[],
  narrations: readonly NarrationDocument[],
): Receipt {
  const translated = sum(translations, ({ characters }) => characters);
  const speech = narrations.map(({ engine, characters, markCharacters }) => {
    return { engine: v.parse(EngineSchema, engine), characters, markCharacters };
  });
  return {
    translate: { characters: translated, reused: sum(translations, ({ reused }) => reused) },
    narrate: {
      characters: sum(narrations, ({ characters }) => characters),
      reused: sum(narrations, ({ reused }) => reused),
      markCharacters: sum(narrations, ({ markCharacters }) => markCharacters),
    },
    usd: usdOf({ translate: translated, speech }),
  };
}
