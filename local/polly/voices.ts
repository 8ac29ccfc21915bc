/**
 * The French and English voices of Amazon Polly, and the eSpeak NG voice that stands in for each.
 * @see Amazon Polly, "Available voices", 2026-11; the SDK's enums are checked against it in test/local/polly/voices.test.ts
 */

export const engines = ['standard', 'neural', 'long-form', 'generative'] as const;
export type Engine = (typeof engines)[number];

/** How eSpeak NG is told to speak. */
export interface EspeakVoice {
  /** A voice with a variant, such as `fr+f2`. */
  readonly name: string;
  /** eSpeak's own measure of the rate; see `rates` below. */
  readonly rate: number;
}

export interface PollyVoice {
  readonly id: string;
  readonly name: string;
  readonly gender: 'Female' | 'Male';
  readonly languageCode: string;
  readonly additionalLanguageCodes: readonly string[];
  readonly engines: readonly Engine[];
  readonly espeak: EspeakVoice;
}

/** Polly's names of languages, for the languages of the table below. */
export const languageNames: Readonly<Record<string, string>> = {
  'en-AU': 'Australian English',
  'en-GB': 'British English',
  'en-GB-WLS': 'Welsh English',
  'en-IE': 'Irish English',
  'en-IN': 'Indian English',
  'en-NZ': 'New Zealand English',
  'en-SG': 'Singaporean English',
  'en-US': 'US English',
  'en-ZA': 'South African English',
  'fr-BE': 'Belgian French',
  'fr-CA': 'Canadian French',
  'fr-FR': 'French',
  'hi-IN': 'Hindi',
};

/** About 170 words a minute on prose in either language, measured on PCM (bench/voice.ts). */
const rates = { fr: 155, en: 160 } as const;

/** S standard, N neural, L long-form, G generative. */
const engineLetters: Readonly<Record<string, Engine>> = {
  S: 'standard',
  N: 'neural',
  L: 'long-form',
  G: 'generative',
};

/** eSpeak NG has no voice named `en-gb`: British English is `en`. It has no Canadian French either. */
const espeakNames: Readonly<Record<string, string>> = { 'fr-BE': 'fr-be', 'en-US': 'en-us' };

/** Id, engines, variant of eSpeak: `f…` female, `m…` male. The variants of one language differ, so that voices do. */
const table: Readonly<Record<string, ReadonlyArray<readonly [id: string, engines: string, variant: string]>>> = {
  'fr-FR': [
    ['Celine', 'S', 'f1'],
    ['Lea', 'GNS', 'f2'],
    ['Ambre', 'G', 'f3'],
    ['Mathieu', 'S', 'm3'],
    ['Remi', 'GN', 'm7'],
    ['Florian', 'G', 'm1'],
  ],
  'fr-CA': [
    ['Chantal', 'S', 'f4'],
    ['Gabrielle', 'GN', 'f5'],
    ['Liam', 'GN', 'm2'],
  ],
  'fr-BE': [['Isabelle', 'GN', 'f2']],
  'en-US': [
    ['Danielle', 'GLN', 'f5'],
    ['Gregory', 'LN', 'm8'],
    ['Ivy', 'NS', 'Annie'],
    ['Joanna', 'GNS', 'f2'],
    ['Kendra', 'NS', 'f1'],
    ['Kimberly', 'NS', 'f3'],
    ['Salli', 'GNS', 'f4'],
    ['Joey', 'NS', 'm1'],
    ['Justin', 'NS', 'm5'],
    ['Kevin', 'N', 'm6'],
    ['Matthew', 'GNS', 'm3'],
    ['Ruth', 'GLN', 'steph'],
    ['Stephen', 'GN', 'm7'],
    ['Tiffany', 'G', 'linda'],
  ],
  'en-GB': [
    ['Amy', 'GNS', 'f2'],
    ['Emma', 'NS', 'f3'],
    ['Brian', 'GNS', 'm3'],
    ['Arthur', 'N', 'm7'],
  ],
  'en-GB-WLS': [['Geraint', 'S', 'm1']],
  'en-AU': [
    ['Nicole', 'S', 'f1'],
    ['Olivia', 'GN', 'f4'],
    ['Russell', 'S', 'm2'],
  ],
  'en-IE': [['Niamh', 'GN', 'f5']],
  'en-IN': [
    ['Aditi', 'S', 'f1'],
    ['Raveena', 'S', 'f3'],
    ['Kajal', 'GN', 'f4'],
  ],
  'en-NZ': [['Aria', 'GN', 'f3']],
  'en-SG': [['Jasmine', 'GN', 'f1']],
  'en-ZA': [['Ayanda', 'GN', 'f4']],
};

const bilingual: Readonly<Record<string, readonly string[]>> = { Aditi: ['hi-IN'], Kajal: ['hi-IN'] };
const accentedNames: Readonly<Record<string, string>> = { Celine: 'Céline', Lea: 'Léa', Remi: 'Rémi' };

/** All voices, in the order in which DescribeVoices lists them. */
export const voices: readonly PollyVoice[] = Object.entries(table).flatMap(([languageCode, rows]) =>
  rows.map(
    ([id, letters, variant]): PollyVoice => ({
      id,
      name: accentedNames[id] ?? id,
      gender: /^m\d$/.test(variant) ? 'Male' : 'Female',
      languageCode,
      additionalLanguageCodes: bilingual[id] ?? [],
      engines: Object.entries(engineLetters).flatMap(([letter, engine]) => (letters.includes(letter) ? [engine] : [])),
      espeak: espeakVoice(languageCode, variant),
    }),
  ),
);

const byId = new Map(voices.map(voice => [voice.id, voice]));

export function findVoice(id: string): PollyVoice | undefined {
  return byId.get(id);
}

/** The stand-in for a voice when it speaks a language that may not be its first one (`hi-IN` for Aditi). */
export function espeakVoiceFor(voice: PollyVoice, languageCode: string): EspeakVoice {
  if (languageCode === voice.languageCode) return voice.espeak;
  const [, variant = ''] = voice.espeak.name.split('+');
  return espeakVoice(languageCode, variant);
}

function espeakVoice(languageCode: string, variant: string): EspeakVoice {
  const language = languageCode.split('-')[0] ?? languageCode;
  const name = `${espeakNames[languageCode] ?? language}+${variant}`;
  return { name, rate: language === 'fr' ? rates.fr : rates.en };
}

/**
 * The language of eSpeak NG for one of Polly's `<lang>`; undefined if it has none by that name, and then the voice goes on
 * in its own.
 */
export function espeakLanguage(languageCode: string): string | undefined {
  const [language = '', region] = languageCode.toLowerCase().split('-');
  const name = { arb: 'ar', nb: 'nb', no: 'nb' }[language] ?? language;
  if (!spokenByEspeak.has(name)) return undefined;
  return ['en-us', 'fr-be', 'fr-ch', 'pt-br'].includes(`${name}-${region}`) ? `${name}-${region}` : name;
}

const spokenByEspeak: ReadonlySet<string> = new Set(
  'ar ca cmn cs cy da de en es fi fr hi is it ja ko nb nl pl pt ro ru sv tr yue'.split(' '),
);
