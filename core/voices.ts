import type { Language } from './languages.ts';
import type { Engine } from './settings.ts';

/** A voice of Amazon Polly that reads one of our languages. */
export interface PollyVoice {
  readonly name: string;
  /** BCP 47, with the region whose accent it has. */
  readonly locale: string;
  readonly engines: readonly Engine[];
}

/** Which engines tell when each word begins: "Speech marks", Amazon Polly Developer Guide, 2026-11. */
export const engineTellsWords: Readonly<Record<Engine, boolean>> = {
  standard: true,
  neural: true,
  'long-form': true,
  generative: false,
};

/**
 * French and English voices with their engines: "Available voices", Amazon Polly Developer Guide, 2026-11. Their names
 * are checked against the SDK's list in the tests.
 */
export const pollyVoices: Readonly<Record<Language, readonly PollyVoice[]>> = {
  fr: [
    { name: 'Lea', locale: 'fr-FR', engines: ['neural', 'standard', 'generative'] },
    { name: 'Remi', locale: 'fr-FR', engines: ['neural', 'generative'] },
    { name: 'Celine', locale: 'fr-FR', engines: ['standard'] },
    { name: 'Mathieu', locale: 'fr-FR', engines: ['standard'] },
    { name: 'Gabrielle', locale: 'fr-CA', engines: ['neural'] },
    { name: 'Liam', locale: 'fr-CA', engines: ['neural'] },
    { name: 'Chantal', locale: 'fr-CA', engines: ['standard'] },
    { name: 'Isabelle', locale: 'fr-BE', engines: ['neural'] },
  ],
  en: [
    { name: 'Joanna', locale: 'en-US', engines: ['neural', 'standard', 'generative'] },
    { name: 'Matthew', locale: 'en-US', engines: ['neural', 'standard', 'generative'] },
    { name: 'Danielle', locale: 'en-US', engines: ['neural', 'long-form', 'generative'] },
    { name: 'Gregory', locale: 'en-US', engines: ['neural', 'long-form'] },
    { name: 'Ruth', locale: 'en-US', engines: ['neural', 'long-form', 'generative'] },
    { name: 'Stephen', locale: 'en-US', engines: ['neural', 'generative'] },
    { name: 'Ivy', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Kendra', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Kimberly', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Salli', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Joey', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Justin', locale: 'en-US', engines: ['neural', 'standard'] },
    { name: 'Kevin', locale: 'en-US', engines: ['neural'] },
    { name: 'Amy', locale: 'en-GB', engines: ['neural', 'standard', 'generative'] },
    { name: 'Emma', locale: 'en-GB', engines: ['neural', 'standard'] },
    { name: 'Brian', locale: 'en-GB', engines: ['neural', 'standard'] },
    { name: 'Arthur', locale: 'en-GB', engines: ['neural'] },
  ],
};
