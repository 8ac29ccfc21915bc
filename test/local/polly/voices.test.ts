import { Engine, LanguageCode, VoiceId } from '@aws-sdk/client-polly';
import { describe, expect, it } from 'vitest';
import { describeVoices } from '../../../local/polly/describe-voices.ts';
import { espeakLanguage, findVoice, languageNames, voices } from '../../../local/polly/voices.ts';

const ids = (query: string) => {
  const page = describeVoices(new URLSearchParams(query));
  return page.Voices.flatMap(voice => ('Id' in voice ? [String(voice.Id)] : []));
};

describe('the table of voices', () => {
  it('names only voices, languages and engines of the SDK', () => {
    for (const voice of voices) {
      expect(Object.values(VoiceId)).toContain(voice.id);
      for (const code of [voice.languageCode, ...voice.additionalLanguageCodes]) {
        expect(Object.values(LanguageCode)).toContain(code);
        expect(languageNames[code]).toBeDefined();
      }
      for (const engine of voice.engines) expect(Object.values(Engine)).toContain(engine);
      expect(voice.engines.length).toBeGreaterThan(0);
    }
  });

  it('has each voice once, and a sound of its own within its language', () => {
    expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
    const sounds = voices.map(voice => `${voice.languageCode} ${voice.espeak.name}`);
    expect(new Set(sounds).size).toBe(voices.length);
  });

  it('gives women and men different variants', () => {
    expect(findVoice('Lea')).toMatchObject({ gender: 'Female', espeak: { name: 'fr+f2' } });
    expect(findVoice('Remi')).toMatchObject({ gender: 'Male', espeak: { name: 'fr+m7' } });
    expect(findVoice('Amy')?.espeak.name).toBe('en+f2');
  });

  it('knows what eSpeak NG calls the languages of Polly', () => {
    const names = ['en-US', 'en-GB', 'en-GB-WLS', 'fr-CA', 'fr-BE', 'arb', 'de-AT'].map(espeakLanguage);
    expect(names).toEqual(['en-us', 'en', 'en', 'fr', 'fr-be', 'ar', 'de']);
    expect(espeakLanguage('tlh')).toBeUndefined();
  });
});

describe('DescribeVoices', () => {
  it('filters by language and by engine', () => {
    expect(ids('LanguageCode=fr-FR&Engine=neural')).toEqual(['Lea', 'Remi']);
    expect(ids('LanguageCode=de-DE')).toEqual([]);
  });

  it('counts additional languages only when asked', () => {
    expect(ids('LanguageCode=hi-IN')).toEqual([]);
    expect(ids('LanguageCode=hi-IN&IncludeAdditionalLanguageCodes=true')).toEqual(['Aditi', 'Kajal']);
  });

  it('gives every voice once over its pages', () => {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const query = token === undefined ? '' : `NextToken=${token}`;
      found.push(...ids(query));
      token = describeVoices(new URLSearchParams(query)).NextToken;
    } while (token !== undefined);
    expect(found).toEqual(voices.map(({ id }) => id));
  });

  it.each(['NextToken=nonsense', 'NextToken=dm9pY2UtOTk5', 'NextToken='])('refuses %s', query => {
    expect(() => ids(query)).toThrowError(expect.objectContaining({ type: 'InvalidNextTokenException' }));
  });

  it('refuses an engine that is none', () => {
    expect(() => ids('Engine=steam')).toThrowError(expect.objectContaining({ type: 'ValidationException' }));
  });
});
