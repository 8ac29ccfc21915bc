import type { Receipt } from '../edition/schema.ts';
import type { Engine } from '../settings.ts';
import { sum } from '../sum.ts';
import { usdPerCharacter } from './prices.ts';

/** Billed characters, of the translator and of each engine of the voice. */
export interface Billed {
  readonly translate: number;
  readonly speech: readonly { readonly engine: Engine; readonly characters: number; readonly markCharacters: number }[];
  /** What came to nothing. */
  readonly rejected?: {
    readonly translate: number;
    readonly speech: readonly { readonly engine: Engine; readonly characters: number }[];
  };
}

/** What they cost, by the one table of prices: of a quote as of a receipt. */
export function usdOf({ translate, speech, rejected }: Billed): Receipt['usd'] {
  const translateUsd = translate * usdPerCharacter.translate;
  const speechUsd = sum(speech, ({ characters, engine }) => characters * usdPerCharacter.speech[engine]);
  const marksUsd = sum(speech, ({ markCharacters, engine }) => markCharacters * usdPerCharacter.speech[engine]);
  const rejectedUsd =
    (rejected?.translate ?? 0) * usdPerCharacter.translate +
    sum(rejected?.speech ?? [], ({ characters, engine }) => characters * usdPerCharacter.speech[engine]);
  return {
    translate: roundUsd(translateUsd),
    narrate: roundUsd(speechUsd),
    marks: roundUsd(marksUsd),
    ...(rejectedUsd === 0 ? {} : { rejected: roundUsd(rejectedUsd) }),
    total: roundUsd(translateUsd + speechUsd + marksUsd + rejectedUsd),
  };
}

/** To a millionth of a dollar. */
function roundUsd(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}
