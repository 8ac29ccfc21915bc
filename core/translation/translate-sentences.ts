import { DiglotError } from '../errors.ts';
import type { Language } from '../languages.ts';
import { translateMaxBytes } from '../limits.ts';
import type { Translator } from '../ports.ts';
import { translationChunks, utf8Bytes } from './chunks.ts';
import { cutText } from './cut.ts';

export interface LanguagePair {
  readonly source: Language;
  readonly target: Language;
}

export interface MachineTranslation {
  /** One for each given sentence, in order, none empty. */
  readonly sentences: string[];
  readonly engine: string;
  /** Sent to the service, and so billed: code points, fall-backs included. */
  readonly characters: number;
}

/**
 * Translates sentences so that each keeps its counterpart: many in one request, a line each, for their context; where
 * the lines that come back are not as many, a request a sentence.
 * @throws DiglotError what the translator throws; TranslationMisaligned if a sentence comes back empty
 */
export async function translateSentences(
  translator: Translator,
  sentences: readonly string[],
  pair: LanguagePair,
): Promise<MachineTranslation> {
  const billed = new BilledTranslator(translator, pair);
  const translated: string[] = [];
  let next = 0;
  for (const { text, sentenceCount } of translationChunks(sentences.map(oneLine))) {
    const own = sentences.slice(next, next + sentenceCount).map(oneLine);
    translated.push(...(sentenceCount === 1 ? [await billed.long(text)] : await aligned(billed, text, own)));
    next += sentenceCount;
  }
  return { sentences: translated, engine: billed.engine, characters: billed.characters };
}

/** A line for each sentence; else, and if a line is empty, each sentence by itself. */
async function aligned(billed: BilledTranslator, text: string, sentences: readonly string[]): Promise<string[]> {
  const lines = (await billed.translate(text)).split('\n').map(line => line.trim());
  if (lines.length === sentences.length && lines.every(line => line !== '')) return lines;
  const alone: string[] = [];
  for (const sentence of sentences) alone.push(await billed.long(sentence));
  return alone;
}

/** Counts what is sent, and cuts what is too long for one request. */
class BilledTranslator {
  characters = 0;
  engine = '';
  readonly #translator: Translator;
  readonly #pair: LanguagePair;

  constructor(translator: Translator, pair: LanguagePair) {
    this.#translator = translator;
    this.#pair = pair;
  }

  async translate(text: string): Promise<string> {
    const answer = await this.#translator.translate({ text, ...this.#pair });
    this.characters += Array.from(text).length;
    this.engine = answer.engine;
    return answer.text;
  }

  /** One sentence, of any length. */
  async long(sentence: string): Promise<string> {
    const pieces: string[] = [];
    for (const piece of cutText(sentence, part => utf8Bytes(part) <= translateMaxBytes)) {
      pieces.push((await this.translate(piece)).trim());
    }
    const translated = pieces.join(' ').replaceAll('\n', ' ').trim();
    if (translated === '') throw emptyTranslation(sentence.length);
    return translated;
  }
}

/** New lines separate sentences in a request, so none may stand within one. */
function oneLine(sentence: string): string {
  return sentence.replaceAll(/\s*[\n\r]\s*/gu, ' ');
}

function emptyTranslation(length: number): DiglotError {
  return new DiglotError({
    code: 'TranslationMisaligned',
    message: `A sentence of ${length} characters came back without a translation.`,
    remedy: 'Add its translation to the memory, or word it otherwise.',
  });
}
