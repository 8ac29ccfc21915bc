import * as v from 'valibot';
import type { ParagraphTask } from '../../core/contracts/steps.ts';
import type { ParagraphDocument } from '../../core/contracts/work.ts';
import { type Edition, EditionSchema, type Receipt } from '../../core/edition/schema.ts';
import { toDiglotError } from '../../core/errors.ts';
import { reportText } from '../../core/failure.ts';
import { editionKey, workKeys } from '../../core/keys.ts';
import { leaseMs } from '../../core/lease.ts';
import { defaultArticleLimits } from '../../core/limits.ts';
import type { TranslationMemory } from '../../core/memory/memory.ts';
import type { Translator, Voice } from '../../core/ports.ts';
import { VoicesSchema } from '../../core/settings.ts';
import { paragraphDocument } from '../../core/text/paragraph-document.ts';
import { readArticle } from '../../core/text/read-article.ts';
import { mpg123Decoder } from '../../lambdas/adapters/mpg123-decoder.ts';
import { narrateStep } from '../../lambdas/narrate/step.ts';
import { publishStep } from '../../lambdas/publish/step.ts';
import { splitStep } from '../../lambdas/split/step.ts';
import { translateStep } from '../../lambdas/translate/step.ts';
import { readSsml } from '../../local/polly/script/ssml-reader.ts';
import { ssmlScript } from '../../local/polly/script/ssml-script.ts';
import type { MemoryLibrary } from './memory-library.ts';
import { realPainter } from './painter.ts';
import { noLexicon, upload as sampleUpload } from './samples.ts';
import { toyVoice } from './toy-voice.ts';

export const voices = v.parse(VoicesSchema, {});

/** The characters that the local Polly bills for a document. */
export function pollyCharacters(ssml: string): number {
  return ssmlScript(ssml, readSsml(ssml), 'fr-FR').billedCharacters;
}

/** What two services were really asked, in billed characters. */
export interface Spent {
  translate: number;
  speech: number;
  marks: number;
}

export interface BillingServices {
  readonly voice: Voice;
  readonly translator: Translator;
}

/** A voice of tones and a translator of capitals, which bill as the local endpoints do. */
export function billingServices(spent: Spent): BillingServices {
  const toy = toyVoice();
  return {
    voice: {
      async speak(request) {
        const billedCharacters = pollyCharacters(request.ssml);
        spent.speech += billedCharacters;
        return { ...(await toy.speak(request)), billedCharacters };
      },
      async marks(request) {
        const billedCharacters = pollyCharacters(request.ssml);
        spent.marks += billedCharacters;
        return { ...(await toy.marks(request)), billedCharacters };
      },
    },
    translator: {
      async translate({ text }) {
        spent.translate += Array.from(text).length;
        return { text: text.toUpperCase(), engine: 'capitals' };
      },
    },
  };
}

/** An article as `diglot quote` reads it. */
export function paragraphsOf(text: string): ParagraphDocument[] {
  const options = { format: 'text', key: sampleUpload.key, limits: defaultArticleLimits } as const;
  return readArticle(new TextEncoder().encode(text), options).paragraphs.map(paragraphDocument);
}

export interface Made {
  readonly receipt: Receipt;
  readonly spent: Spent;
  readonly revision: string;
}

let revisions = 0;

/**
 * Takes an article through all steps, one paragraph after another; each call is an upload of its own. What fails is tried as
 * often as its queue would, then noted as the state machine would.
 * @param alter what the services do wrong
 */
export async function makeEdition(
  library: MemoryLibrary,
  text: string,
  memory?: TranslationMemory,
  alter = (services: BillingServices) => services,
): Promise<Made> {
  revisions += 1;
  const revision = revisions;
  const upload = { ...sampleUpload, revision: String(revision).padStart(32, '0'), useMemory: memory !== undefined };
  const spent: Spent = { translate: 0, speech: 0, marks: 0 };
  const { voice, translator } = alter(billingServices(spent));
  // Late enough that no lease of an earlier upload holds.
  const now = () => revision * 10 * leaseMs;
  const articles = { read: async () => new TextEncoder().encode(text), readMemory: async () => undefined };
  const split = splitStep({
    articles,
    library,
    limits: defaultArticleLimits,
    voices,
    wordTimings: true,
    strictLanguage: false,
  });
  const reviewed = async () => memory ?? { lookup: () => undefined };
  const translate = translateStep({ library, memory: reviewed, terminology: async () => undefined, translator, now });
  const narrate = narrateStep({
    library,
    decoder: mpg123Decoder(),
    voice,
    voices,
    wordTimings: true,
    lexicon: noLexicon,
    now,
  });
  const { paragraphCount } = await split(upload);
  for (const index of Array.from({ length: paragraphCount }).keys()) {
    const task = { ...upload, index };
    await attempted(library, { ...task, language: 'fr' }, narrate);
    const translated = await attempted(library, { ...task, language: 'en' }, translate);
    if (translated) await attempted(library, { ...task, language: 'en' }, narrate);
  }
  await publishStep({ library, painter: realPainter(), siteUrl: 'https://diglot.example' })(upload);
  const edition: Edition = v.parse(EditionSchema, library.json(editionKey(upload.articleId)));
  const { receipt } = v.parse(v.required(EditionSchema, ['receipt']), edition);
  return { receipt, spent, revision: upload.revision };
}

/** @returns whether it succeeded */
async function attempted(
  library: MemoryLibrary,
  task: ParagraphTask,
  step: (task: ParagraphTask) => Promise<void>,
  attempt = 1,
): Promise<boolean> {
  try {
    await step(task);
    return true;
  } catch (thrown) {
    const { code, attempts, report } = toDiglotError(thrown);
    if (attempt < attempts) return attempted(library, task, step, attempt + 1);
    const { failure } = workKeys(task.articleId, task.revision);
    const { index, language } = task;
    await library.writeJson(failure(index, language), { index, language, error: code, cause: reportText(report) });
    return false;
  }
}
