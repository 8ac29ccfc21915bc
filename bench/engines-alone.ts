/**
 * The voice and the translator by themselves, without a cloud around them: speaks, resamples and encodes every clip of an
 * edition once, and translates its paragraphs where Apertium is installed.
 *
 *   node bench/engines-alone.ts EDITION_FOLDER [--voice]
 *
 * With `--voice` only what is spoken.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { EditionSchema } from '../core/edition/schema.ts';
import { languages, sourceLanguage } from '../core/languages.ts';
import { SettingsSchema } from '../core/settings.ts';
import { spokenForm } from '../core/spoken/spoken-form.ts';
import { parseSpeechRequest } from '../local/polly/speech-request.ts';
import { openStudio } from '../local/polly/studio.ts';
import { apertiumIsInstalled, startApertium } from '../local/translate/apertium/engine.ts';
import { translateText } from '../local/translate/lines.ts';

const [folder = '', part] = process.argv.slice(2);
const edition = v.parse(EditionSchema, JSON.parse(readFileSync(join(folder, 'edition.json'), 'utf8')));
const { voices } = v.parse(SettingsSchema, {});

const studio = openStudio();
for (const { kind, versions } of edition.paragraphs) {
  for (const language of languages) {
    const version = versions[language];
    if (version === undefined) continue;
    const { text, sentences } = version;
    for (const { ssml } of spokenForm({ text, kind, language, sentences }).chunks) {
      const { name, engine } = voices[language];
      const request = { Text: ssml, TextType: 'ssml', VoiceId: name, Engine: engine };
      await studio.record(parseSpeechRequest({ ...request, OutputFormat: 'mp3', SampleRate: '44100' }));
    }
  }
}
studio.close();

if (part !== '--voice' && apertiumIsInstalled()) {
  const apertium = await startApertium();
  for (const { versions } of edition.paragraphs) await translateText(apertium, versions[sourceLanguage]?.text ?? '');
  await apertium.close();
}
