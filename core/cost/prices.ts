import type { Engine } from '../settings.ts';

/** Where the prices were read. Other regions cost the same or a little more; taxes and free tiers are not in them. */
export const priceList = {
  region: 'us-east-1',
  lookedUp: '2026-11',
  sources: ['https://aws.amazon.com/polly/pricing/', 'https://aws.amazon.com/translate/pricing/'],
} as const;

/** USD a character, by `priceList`. Speech marks are billed as speech. */
export const usdPerCharacter = {
  translate: 15 / 1_000_000,
  speech: {
    standard: 4 / 1_000_000,
    neural: 16 / 1_000_000,
    'long-form': 100 / 1_000_000,
    generative: 30 / 1_000_000,
  } satisfies Record<Engine, number>,
} as const;
