import { DiglotError } from '../errors.ts';
import type { Language } from '../languages.ts';
import { translateMaxBytes } from '../limits.ts';
import type { Translator } from '../ports.ts';
import { translationChunks, utf8Bytes } from './chunks.ts';
import { cutText } from './cut.ts';

export interface TranslationSetting {
  readonly source: Language;
  readonly target: Language;
  /** The name of a terminology that the translator holds. */
  readonly terminology?: string;
}

export interface MachineTranslation {
  /** One for each given sentence, in order, none empty. */
  readonly sentences: string[];
  readonly engine: string;
  /** Sent to the service, and so billed: code points, fall-backs included. */
  readonly characters: number;
  /** Of the terminology: what was replaced in any of the sentences, as it stood there. */
  readonly terms: readonly string[];
}

/** Keeps what was answered so far: the translations of the first sentences, and what all was billed. */
export type KeepTranslations = (made: MachineTranslation) => Promise<void>;

/**
 * Translates sentences so that each keeps its counterpart: many in one request, a line each, so that each has its
 * neighbours for context. Where a line comes back empty, that sentence is asked for again by itself; where the lines are
 * not as many, all are, and whatever follows too: a service that joins lines once does so again, and would be paid twice.
 * @param keep called before each further request, and before it is given up: what was paid for is never lost
 * @throws DiglotError what the translator throws; TranslationMisaligned if a sentence comes back empty
 */
export async function translateSentences(
  translator: Translator,
  sentences: readonly string[],
  setting: TranslationSetting,
  keep: KeepTranslations = async () => undefined,
): Promise<MachineTranslation> {
  const translated: string[] = [];
  const billed = new BilledTranslator(translator, setting, ({ engine, characters, terms }) =>
    keep({ sentences: [...translated], engine, characters, terms: [...terms] }),
  );
  let keepsLines = true;
  for (const lines of requestsOf(sentences)) {
    const together = keepsLines && lines.length > 1 ? await billed.lines(lines) : undefined;
    if (lines.length > 1 && together === undefined) keepsLines = false;
    for (const [index, sentence] of lines.entries()) {
      const line = together?.[index] ?? '';
      translated.push(line === '' ? await billed.sentence(sentence) : line);
    }
  }
  return { sentences: translated, engine: billed.engine, characters: billed.characters, terms: [...billed.terms] };
}

/** Characters that translating these sentences is billed, if the lines come back as many: code points, new lines too. */
export function requestCharacters(sentences: readonly string[]): number {
  const texts = requestsOf(sentences).map(lines => lines.join('\n'));
  return texts.reduce((total, text) => total + codePoints(text), 0);
}

/** The sentences of each request, in order, without line ends. */
function requestsOf(sentences: readonly string[]): string[][] {
  return translationChunks(sentences.map(oneLine)).map(({ text }) => text.split('\n'));
}

/** Counts what is sent, and cuts what is too long for one request. */
class BilledTranslator {
  characters = 0;
  engine = '';
  readonly terms = new Set<string>();
  readonly #translator: Translator;
  readonly #setting: TranslationSetting;
  readonly #keep: (billed: BilledTranslator) => Promise<void>;

  constructor(translator: Translator, setting: TranslationSetting, keep: (billed: BilledTranslator) => Promise<void>) {
    this.#translator = translator;
    this.#setting = setting;
    this.#keep = keep;
  }

  /** @returns undefined if the lines that came back are not as many */
  async lines(sentences: readonly string[]): Promise<string[] | undefined> {
    const lines = (await this.#translate(sentences.join('\n'))).split('\n').map(line => line.trim());
    return lines.length === sentences.length ? lines : undefined;
  }

  /** One sentence, of any length. */
  async sentence(sentence: string): Promise<string> {
    const pieces: string[] = [];
    for (const piece of cutText(sentence, part => utf8Bytes(part) <= translateMaxBytes)) {
      pieces.push((await this.#translate(piece)).trim());
    }
    const translated = pieces.join(' ').replaceAll(lineEnds, ' ').trim();
    if (translated !== '') return translated;
    await this.#keep(this);
    throw emptyTranslation(sentence.length);
  }

  async #translate(text: string): Promise<string> {
    if (this.characters > 0) await this.#keep(this);
    const answer = await this.#translator.translate({ text, ...this.#setting });
    this.characters += codePoints(text);
    this.engine = answer.engine;
    for (const term of answer.terms ?? []) this.terms.add(term);
    return answer.text;
  }
}

const lineEnds = /\s*[\n\r\u0085\u2028\u2029]\s*/gu;

/** New lines separate sentences in a request, so none may stand within one. */
function oneLine(sentence: string): string {
  return sentence.replaceAll(lineEnds, ' ');
}

/** What the service bills by. */
function codePoints(text: string): number {
  return Array.from(text).length;
}

function emptyTranslation(length: number): DiglotError {
  return new DiglotError({
    code: 'TranslationMisaligned',
    message: `A sentence of ${length} characters came back without a translation.`,
    remedy: 'Add its translation to the memory, or word it otherwise.',
  });
}
