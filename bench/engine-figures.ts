/**
 * How good the engines of this machine are: `node bench/engine-figures.ts`. Writes the figures of those that are here into
 * bench/engine-figures.json, which `diglot doctor` shows; those of engines that are not here stay as they were.
 *
 * Translation: chrF (n = 6, β = 2) of the sample's sentences against content/memory.fr-en.tmx, the one reference that the
 * project has: one newspaper article, its English written by an AI model. Enough to rank engines and to see one break; no
 * measure for other texts. Voice: words a minute and silence over the same sentences.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelsFolderOf } from '../cli/cloud/folders.ts';
import { type Figure, readFigures } from '../cli/doctor/figures.ts';
import { languages } from '../core/languages.ts';
import { readTmx } from '../core/memory/tmx.ts';
import { plainScript } from '../local/polly/script/plain-script.ts';
import { openSpeaker } from '../local/polly/speaker.ts';
import { findVoice } from '../local/polly/voices.ts';
import type { TranslationEngine } from '../local/translate/engine.ts';
import { standardCandidates } from '../local/translate/selection.ts';
import { chrf } from './chrf.ts';
import { silentShare } from './silence.ts';

const file = new URL('engine-figures.json', import.meta.url);
const project = fileURLToPath(new URL('..', import.meta.url));
const models = modelsFolderOf(project);
const memory = readTmx(readFileSync(new URL('../content/memory.fr-en.tmx', import.meta.url), 'utf8'), {
  source: 'fr',
  target: 'en',
});
const voices = { fr: 'Lea', en: 'Joanna' } as const;
const texts = { fr: memory.map(({ source }) => source), en: memory.map(({ target }) => target) };
const provenance = { command: 'node bench/engine-figures.ts', date: new Date().toISOString().slice(0, 10) };

const measured = [...(await translationFigures()), ...(await voiceFigures())];
const names = new Set(measured.map(({ engine }) => engine));
const kept = readFigures(project).filter(({ engine }) => !names.has(engine));
writeFileSync(file, `${JSON.stringify([...kept, ...measured], undefined, 2)}\n`);
console.table(measured.map(({ engine, figure, value, unit }) => ({ engine, figure, value, unit })));

async function translationFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const candidate of standardCandidates(models).filter(one => one.present())) {
    const engine = await candidate.start();
    figures.push(await translationFigure(engine));
    await engine.close();
  }
  return figures;
}

async function translationFigure(engine: TranslationEngine): Promise<Figure> {
  const translated = await engine.translate(texts.fr);
  return {
    engine: engine.name,
    figure: 'chrF fr → en',
    value: tenth(chrf(translated, texts.en)),
    unit: 'of 100',
    basis: `${texts.fr.length} sentences against content/memory.fr-en.tmx, which an AI model wrote`,
    ...provenance,
  };
}

async function voiceFigures(): Promise<Figure[]> {
  const speaker = openSpeaker();
  const figures: Figure[] = [];
  for (const language of languages) {
    const voice = voices[language];
    const text = texts[language].join('\n');
    const { markup } = plainScript(text, language);
    const espeak = findVoice(voice)?.espeak;
    if (espeak === undefined) throw new Error(`There is no voice ${voice}.`);
    const { samples, sampleRateHz } = await speaker.call({ markup, voice: espeak.name, rate: espeak.rate });
    const minutes = samples.length / sampleRateHz / 60;
    const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const about = {
      engine: 'espeak-ng' as const,
      basis: `${texts[language].length} sentences of content/memory.fr-en.tmx, voice ${voice}`,
      ...provenance,
    };
    figures.push(
      { ...about, figure: `speed, ${language}`, value: Math.round(words / minutes), unit: 'words a minute' },
      { ...about, figure: `silence, ${language}`, value: tenth(silentShare(samples) * 100), unit: '% of the time' },
    );
  }
  speaker.close();
  return figures;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
