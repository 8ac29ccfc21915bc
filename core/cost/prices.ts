import type { Engine } from '../settings.ts';

/** USD a character; from the public price lists of Amazon Polly and Amazon Translate, us-east-1, looked up 2026-11. */
export const usdPerCharacter = {
  translate: 15 / 1_000_000,
  speech: {
    standard: 4 / 1_000_000,
    neural: 16 / 1_000_000,
    'long-form': 100 / 1_000_000,
    generative: 30 / 1_000_000,
  } satisfies Record<Engine, number>,
} as const;
