import type { NarrationDocument, TranslationDocument } from '../contracts/work.ts';
import type { Receipt } from '../edition/schema.ts';
import { EngineSchema } from '../settings.ts';
import * as v from 'valibot';
import { usdPerCharacter } from './prices.ts';

/** What this revision paid, and what it found already paid. Speech marks are billed as speech. */
export function receiptOf(
  translations: readonly TranslationDocument[],
  narrations: readonly NarrationDocument[],
): Receipt {
  const translateUsd = sum(translations, ({ characters }) => characters) * usdPerCharacter.translate;
  const narrateUsd = sum(narrations, ({ characters, engine }) => characters * speechPrice(engine));
  const marksUsd = sum(narrations, ({ markCharacters, engine }) => markCharacters * speechPrice(engine));
  return {
    translate: {
      characters: sum(translations, ({ characters }) => characters),
      reused: sum(translations, ({ reused }) => reused),
    },
    narrate: {
      characters: sum(narrations, ({ characters }) => characters),
      reused: sum(narrations, ({ reused }) => reused),
      markCharacters: sum(narrations, ({ markCharacters }) => markCharacters),
    },
    usd: {
      translate: roundUsd(translateUsd),
      narrate: roundUsd(narrateUsd),
      marks: roundUsd(marksUsd),
      total: roundUsd(translateUsd + narrateUsd + marksUsd),
    },
  };
}

function speechPrice(engine: string): number {
  return usdPerCharacter.speech[v.parse(EngineSchema, engine)];
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

/** To a millionth of a dollar. */
function roundUsd(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}
