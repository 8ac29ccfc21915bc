import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VoiceId } from '@aws-sdk/client-polly';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pollyVoices } from '../../core/voices.ts';
import { parseSettings, readContext } from '../../lib/settings.ts';

describe('parseSettings', () => {
  it('gives every setting its default', () => {
    expect(parseSettings(undefined)).toMatchObject({
      voices: { fr: { name: 'Lea', engine: 'neural' }, en: { name: 'Joanna', engine: 'neural' } },
      limits: { maxBytes: 4 * 1024 * 1024, maxParagraphs: 5_000, maxCharacters: 1_000_000, usdPerArticle: 150 },
      pace: { narrate: 5, translate: 5 },
      retainData: true,
      wordTimings: true,
    });
  });

  it('keeps what is given and fills in the rest', () => {
    expect(parseSettings({ voices: { fr: { name: 'Remi', engine: 'neural' } }, pace: { narrate: 8 } })).toMatchObject({
      voices: { fr: { name: 'Remi' }, en: { name: 'Joanna' } },
      pace: { narrate: 8, translate: 5 },
    });
  });

  it.each([
    ['an unknown setting', { voice: {} }, /voice is no setting\. Valid: .*voices.* Did you mean voices\?/u],
    [
      'an unknown setting further down',
      { limits: { maxByte: 1 } },
      /limits\.maxByte .*Valid: maxBytes.*mean maxBytes\?/u,
    ],
    [
      'an unknown engine',
      { voices: { fr: { name: 'Lea', engine: 'neutral' } } },
      /engine.*standard.*Did you mean neural\?/u,
    ],
    [
      'an unknown voice',
      { voices: { fr: { name: 'Lia', engine: 'neural' } } },
      /Lia is not a voice\. Valid: Lea.*mean Lea\?/u,
    ],
    ['a voice of another language', { voices: { fr: { name: 'Amy', engine: 'neural' } } }, /Amy speaks en, not fr/u],
    [
      'an engine that the voice lacks',
      { voices: { fr: { name: 'Celine', engine: 'neural' } } },
      /Celine has no neural engine. Valid: standard/u,
    ],
    [
      'a number below its range',
      { pace: { narrate: 1 } },
      /pace\.narrate is 1; it must be a whole number from 2 to 100/u,
    ],
    [
      'a number above its range',
      { pace: { translate: 101 } },
      /pace\.translate is 101; it must be a whole number from 2 to 100/u,
    ],
    ['a switch that is none', { wordTimings: 'yes' }, /^wordTimings is "yes"; it must be boolean\.$/u],
    ['a voice without its engine', { voices: { fr: { name: 'Lea' } } }, /^voices\.fr\.engine is missing\.$/u],
    ['a number that is none', { limits: { maxBytes: 'many' } }, /limits\.maxBytes is "many"/u],
    ['a setting that is no object', 'neural', /diglot is "neural"/u],
  ])('refuses %s, with the valid ones and the nearest', (_, context, message) => {
    expect(() => parseSettings(context)).toThrow(
      expect.objectContaining({ code: 'InvalidConfiguration', message: expect.stringMatching(message) }),
    );
  });

  it('names every wrong value at once', () => {
    const wrong = { pace: { narrate: 0 }, limits: { maxBytes: -1 } };
    expect(() => parseSettings(wrong)).toThrow(/pace\.narrate.*limits\.maxBytes|limits\.maxBytes.*pace\.narrate/u);
  });
});

describe('readContext', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diglot-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const cdkJson = (text: string) => {
    writeFileSync(join(folder, 'cdk.json'), text);
    return pathToFileURL(join(folder, 'cdk.json'));
  };

  it('finds the settings in the context', () => {
    expect(readContext(cdkJson('{"app":"x","context":{"diglot":{"retainData":false}}}'))).toEqual({
      retainData: false,
    });
    expect(readContext(cdkJson('{"app":"x"}'))).toBeUndefined();
  });

  it('gives line and column of a fault in the file', () => {
    const file = cdkJson('{\n  "app": "x",\n  "context": { "diglot": {,} }\n}\n');
    expect(() => readContext(file)).toThrow(expect.objectContaining({ place: 'cdk.json, line 3, column 27' }));
  });

  it('gives the end of a file that was cut', () => {
    const file = cdkJson('{\n  "app": ');
    expect(() => readContext(file)).toThrow(expect.objectContaining({ place: 'cdk.json, line 2, column 10' }));
  });
});

describe('the voices', () => {
  it('are all voices that the SDK knows', () => {
    const known = new Set<string>(Object.values(VoiceId));
    const names = Object.values(pollyVoices).flatMap(voices => voices.map(({ name }) => name));
    expect(names.filter(name => !known.has(name))).toEqual([]);
  });
});
